/*
 * base[i][j] = (j+1)*256^i*B, as libsodium's fe_25_5/base.h writes them down: 30 KiB that no compression
 * makes smaller, and that take a few milliseconds to compute from B. cmake/Sodium.cmake puts this into
 * ed25519_ref10.c in its place. There are no threads, and nothing here is secret.
 */
static const ge25519_precomp *
base_multiples(const int pos)
{
    static ge25519_precomp base[32][8];
    static int             made = 0;
    unsigned char          bytes[32];
    ge25519_p3             p;
    ge25519_p3             multiple;
    ge25519_cached         step;
    ge25519_p1p1           r;
    int                    i;
    int                    j;

    if (made) {
        return base[pos];
    }
    memset(bytes, 0x66, sizeof bytes); /* y = 4/5 */
    bytes[0] = 0x58;
    ge25519_frombytes(&p, bytes);
    for (i = 0; i < 32; i++) {
        ge25519_p3_to_cached(&step, &p);
        multiple = p;
        for (j = 0; j < 8; j++) {
            if (j > 0) {
                ge25519_add(&r, &multiple, &step);
                ge25519_p1p1_to_p3(&multiple, &r);
            }
            ge25519_p3_to_precomp(&base[i][j], &multiple);
        }
        for (j = 0; j < 5; j++) { /* 8p to 256p */
            ge25519_p3_dbl(&r, &multiple);
            ge25519_p1p1_to_p3(&multiple, &r);
        }
        p = multiple;
    }
    made = 1;
    return base[pos];
}
