/* Signature files and key files in minisign's format. The first corpus file is a good signature over
 * "signed\n" by the key below. */
#include <stdlib.h>
#include <string.h>

#include "fuzz/target.h"
#include "store/sign.h"

static const char PUBLIC_KEY[] = "untrusted comment: minisign public key\n"
                                 "RWS3hj0k0DQ40RVHmVFTz5WrfcVxVFBdf21TzyMMdvaQzPHa56g62TA3\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct trust trust;
    if (trust.count == 0)
        PROMISED(trust_parse(PUBLIC_KEY, sizeof PUBLIC_KEY - 1, &trust, &target_why));
    char *copy = target_copy(data, size), comment[SIGN_COMMENT_MAX];
    struct trust read;
    struct secret_key secret;
    if (sign_verify(&trust, "signed\n", 7, copy, size, comment, NULL))
        PROMISED(strcmp(comment, "site=test channel=main epoch=1 seq=1 issued=1795000000") == 0);
    PROMISED(!sign_verify(&trust, "forged\n", 7, copy, size, comment, NULL));
    if (trust_parse(copy, size, &read, NULL))
        PROMISED(read.count >= 1 && read.count <= SIGN_TRUST_MAX);
    if (key_parse_secret(copy, size, &secret, NULL)) {
        char *written = key_write_secret(&secret);
        PROMISED(written);
        free(written);
    }
    free(copy);
    return 0;
}
