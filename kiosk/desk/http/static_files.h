/* Files of a folder, sent as they are: the page, the published tree. */
#pragma once

#include <stdbool.h>

#include "desk/http/request.h"
#include "desk/http/response.h"

struct static_folder {
    int fd;      /* of the folder; nothing outside it is opened, whatever links lead there */
    bool hashed; /* a name with the hash of its content in it ("app-4LQXJ2TA.js", 64 hex digits) is kept for
                    ever */
    bool packed; /* beside "a.js" may stand "a.js.gz", which is sent to who takes it */
    const char *index; /* what is meant by a name that is empty; NULL: 404 */
};
/* The file `name` ("a/b.css"), whole or in part, or 304, 404, 416. A hidden name is none. */
void static_serve(const struct static_folder *folder, const char *name, const struct request *request,
                  struct response *response);
/* The media type of a name, by its end. */
const char *static_type(const char *name);
/* Does this name change with its content? */
bool static_hashed(const char *name);
