/** What is opened seldom, or by few people: it is loaded when it is. */
export { AccountPage, MorePage, MustChangePage } from "./account";
export { EnrolPage } from "./enrol";
export { GroupsPage } from "./groups";
export { LogPage } from "./log";
export { PeoplePage } from "./people";
