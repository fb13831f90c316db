/* The yardstick: the least an SDL2 program can do to show pictures one after another with a cross-fade. It
 * decodes the next picture on a thread and sleeps while nothing moves. Usage: yardstick DWELL_MS FILE… */
#include <SDL2/SDL.h>
#include <SDL2/SDL_image.h>
#include <stdlib.h>

enum { FADE_MS = 500, WIDTH = 1920, HEIGHT = 1080 };

struct loader {
    const char *path;
    SDL_Surface *surface;
    SDL_Thread *thread;
};

static int load(void *context) {
    struct loader *loader = context;
    SDL_Surface *raw = IMG_Load(loader->path);
    loader->surface = raw ? SDL_ConvertSurfaceFormat(raw, SDL_PIXELFORMAT_RGB888, 0) : NULL;
    SDL_FreeSurface(raw);
    return loader->surface ? 0 : 1;
}

static SDL_Texture *take(SDL_Renderer *renderer, struct loader *loader) {
    SDL_WaitThread(loader->thread, NULL);
    if (!loader->surface) {
        SDL_Log("cannot load %s: %s", loader->path, SDL_GetError());
        exit(1);
    }
    SDL_Texture *texture = SDL_CreateTextureFromSurface(renderer, loader->surface);
    SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_NONE);
    SDL_FreeSurface(loader->surface);
    loader->surface = NULL;
    return texture;
}

/* True when it is time to end. */
static SDL_bool wait_until(Uint64 when) {
    SDL_Event event;
    for (Uint64 now; (now = SDL_GetTicks64()) < when;)
        if (SDL_WaitEventTimeout(&event, (int)(when - now)) && event.type == SDL_QUIT)
            return SDL_TRUE;
    return SDL_FALSE;
}

static void fade(SDL_Renderer *renderer, SDL_Texture *from, SDL_Texture *to) {
    Uint64 start = SDL_GetTicks64(), elapsed;
    SDL_SetTextureBlendMode(from, SDL_BLENDMODE_NONE); /* a blend at full opacity costs 35 times a copy */
    SDL_SetTextureBlendMode(to, SDL_BLENDMODE_BLEND);
    for (int frame = 1; (elapsed = SDL_GetTicks64() - start) < FADE_MS; frame++) {
        SDL_SetTextureAlphaMod(to, (Uint8)(elapsed * 255 / FADE_MS));
        SDL_RenderCopy(renderer, from, NULL, NULL);
        SDL_RenderCopy(renderer, to, NULL, NULL);
        SDL_RenderPresent(renderer);
        Uint64 next = start + (Uint64)frame * 1000 / 60, now = SDL_GetTicks64();
        if (next > now)
            SDL_Delay((Uint32)(next - now));
    }
    SDL_SetTextureBlendMode(to, SDL_BLENDMODE_NONE);
    SDL_SetTextureAlphaMod(to, 255); /* else even a copy is slow */
    SDL_RenderCopy(renderer, to, NULL, NULL);
    SDL_RenderPresent(renderer);
}

int main(int argc, char **argv) {
    if (argc < 3)
        return 2;
    Uint64 dwell = strtoull(argv[1], NULL, 10);
    struct loader loader = {.path = argv[2]};
    loader.thread = SDL_CreateThread(load, "load", &loader);
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "software");
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return 1;
    SDL_Window *window = SDL_CreateWindow("yardstick", 0, 0, WIDTH, HEIGHT, SDL_WINDOW_BORDERLESS);
    SDL_Renderer *renderer = SDL_CreateRenderer(window, -1, 0);
    SDL_Texture *shown = take(renderer, &loader);
    SDL_RenderCopy(renderer, shown, NULL, NULL);
    SDL_RenderPresent(renderer);
    for (int i = 3;; i++) {
        Uint64 due = SDL_GetTicks64() + dwell;
        loader.path = argv[2 + (i - 2) % (argc - 2)];
        loader.thread = SDL_CreateThread(load, "load", &loader);
        if (wait_until(due))
            return 0;
        SDL_Texture *next = take(renderer, &loader);
        fade(renderer, shown, next);
        SDL_DestroyTexture(shown);
        shown = next;
    }
}
