/** What few people open, and seldom: it is loaded when it is. */
export { EnrolPage } from "./enrol";
export { GroupsPage } from "./groups";
export { LogPage } from "./log";
export { PeoplePage } from "./people";
