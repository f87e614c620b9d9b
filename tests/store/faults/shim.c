/* A disk that fails: preloaded into a process, it counts what the process does to the files of one folder, ends it before
   the N-th of these, and copies each file when it is forced to the disk, so that a loss of power can be played afterwards.

   faults_arm(folder, kept, n)   watch a folder; copies go to `kept`; n = 0 only counts
   faults_count()                how often the folder was touched

   kept/<inode>       the file as it was when it was last forced to the disk
   kept/names.<inode> the names in a folder (inode, then name) when the folder was last forced
   kept/held.<n>      a second name of every file that lost one, so that its inode is not given to another file */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static char watched[PATH_MAX], kept[PATH_MAX];
static long count, last, held;
static int armed, inside;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void faults_arm(const char *folder, const char *copies, long n) {
    snprintf(watched, sizeof watched, "%s/", folder);
    snprintf(kept, sizeof kept, "%s", copies);
    count = held = 0, last = n, armed = 1;
}

long faults_count(void) { return count; }

static int is_ours(const char *path) {
    char whole[PATH_MAX * 2], here[PATH_MAX];
    if (!armed || inside || !path) return 0;
    if (path[0] == '/') return !strncmp(path, watched, strlen(watched));
    if (!getcwd(here, sizeof here)) return 0;
    snprintf(whole, sizeof whole, "%s/%s", here, path);
    return !strncmp(whole, watched, strlen(watched));
}

static int is_our_file(int fd) {
    char link[64], path[PATH_MAX + 2];
    if (!armed || inside) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, PATH_MAX);
    if (n < 0) return 0;
    path[n] = '/', path[n + 1] = 0;
    if (strstr(path, "-shm/")) return 0; /* shared memory, which no disk keeps */
    return !strncmp(path, watched, strlen(watched));
}

static void touch(void) {
    if (++count == last) kill(getpid(), SIGKILL), pause();
}

static void hold(const char *path) {
    char name[PATH_MAX * 2];
    int error = errno;
    snprintf(name, sizeof name, "%s/held.%ld", kept, held++);
    link(path, name);
    errno = error;
}

static void keep_file(int fd, struct stat *about) {
    char name[PATH_MAX * 2], from[64];
    off_t at = 0;
    snprintf(name, sizeof name, "%s/%llu", kept, (unsigned long long)about->st_ino);
    snprintf(from, sizeof from, "/proc/self/fd/%d", fd);
    int in = open(from, O_RDONLY), out = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    while (in >= 0 && out >= 0 && at < about->st_size)
        if (sendfile(out, in, &at, about->st_size - at) <= 0) break;
    if (in >= 0) close(in);
    if (out >= 0) close(out);
}

static void keep_names(int fd, struct stat *about) {
    char name[PATH_MAX * 2], from[64];
    snprintf(name, sizeof name, "%s/names.%llu", kept, (unsigned long long)about->st_ino);
    snprintf(from, sizeof from, "/proc/self/fd/%d", fd);
    DIR *folder = opendir(from);
    FILE *out = fopen(name, "w");
    for (struct dirent *each; folder && out && (each = readdir(folder));)
        if (each->d_name[0] != '.' || strlen(each->d_name) > 2)
            fprintf(out, "%llu %s\n", (unsigned long long)each->d_ino, each->d_name);
    if (folder) closedir(folder);
    if (out) fclose(out);
}

static int forced(int fd, int (*really)(int)) {
    struct stat about;
    if (!is_our_file(fd)) return really(fd);
    touch();
    int done = really(fd);
    if (!done && !fstat(fd, &about)) {
        inside = 1;
        S_ISDIR(about.st_mode) ? keep_names(fd, &about) : keep_file(fd, &about);
        inside = 0;
    }
    return done;
}

int fsync(int fd) { return forced(fd, REAL(fsync)); }
int fdatasync(int fd) { return forced(fd, REAL(fdatasync)); }

#define WRITES(name, given)                                             \
    {                                                                   \
        static __typeof__(&name) real;                                  \
        if (!real) real = REAL(name);                                   \
        if (is_our_file(fd)) touch();                                   \
        return real given;                                              \
    }

ssize_t write(int fd, const void *data, size_t size) WRITES(write, (fd, data, size))
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) WRITES(pwrite, (fd, data, size, at))
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) WRITES(pwrite64, (fd, data, size, at))
ssize_t writev(int fd, const struct iovec *parts, int n) WRITES(writev, (fd, parts, n))
int ftruncate(int fd, off_t size) WRITES(ftruncate, (fd, size))
int ftruncate64(int fd, off64_t size) WRITES(ftruncate64, (fd, size))

int unlink(const char *path) {
    if (is_ours(path)) touch(), hold(path);
    return REAL(unlink)(path);
}

int rename(const char *from, const char *to) {
    if (is_ours(from) || is_ours(to)) touch(), hold(to);
    return REAL(rename)(from, to);
}

int link(const char *from, const char *to) {
    if (is_ours(to)) touch();
    return REAL(link)(from, to);
}
