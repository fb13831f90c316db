# shellcheck shell=bash
# What the commands and the tests ask of any machine: where programs are, and who works in a folder. Source it.
unset CDPATH

# Debian leaves out of an ordinary user's PATH where nginx is.
case :$PATH: in
*:/usr/sbin:*) ;;
*) PATH=$PATH:/usr/sbin:/sbin ;;
esac
export PATH

# machine_folder FOLDER: makes it where it is missing; prints its absolute name. 1, without a word: it cannot be written to.
machine_folder() {
    local folder=$1
    case $folder in
    /*) ;;
    *) folder=$PWD/$folder ;;
    esac
    mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ] && [ -x "$folder" ] && (cd "$folder" && pwd)
}

# machine_lock FILE NAME: holds FILE as NAME until machine_unlock, or until this process and all it started are gone. 1: another
# process holds it; machine_holder says which.
machine_lock() {
    machine_holder="another process"
    { exec {machine_lock_fd}>>"$1"; } 2>/dev/null || return 1
    if ! flock -n "$machine_lock_fd"; then
        if [ -s "$1" ]; then machine_holder=$(cat "$1"); fi
        exec {machine_lock_fd}>&-
        return 1
    fi
    echo "$2 (process $$)" >"$1"
}

# machine_unlock: lets go of what machine_lock took last.
machine_unlock() { exec {machine_lock_fd}>&-; }

# machine_configure SOURCE FOLDER PRESET [option]…: configures a preset's build into FOLDER, with ccache where there is one. A FOLDER
# that was copied or moved together with its source begins anew.
machine_configure() {
    local source=$1 folder=$2 preset=$3 home
    shift 3
    home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$folder/CMakeCache.txt" 2>/dev/null) || true
    if [ -n "$home" ] && ! { [ "$home" -ef "$source" ] && grep -qxF "CMAKE_CACHEFILE_DIR:INTERNAL=$folder" "$folder/CMakeCache.txt"; }; then
        set -- --fresh "$@"
    fi
    if command -v ccache >/dev/null; then set -- -DCMAKE_C_COMPILER_LAUNCHER=ccache "$@"; fi
    (cd "$source" && cmake --preset "$preset" -B "$folder" "$@")
}

# machine_living GROUP…: prints those process groups that have a process that has not ended. One that has, and that an init has yet to
# notice, is nobody to wait for.
machine_living() {
    cat /proc/[0-9]*/stat 2>/dev/null | awk -v groups=" $* " '
        { sub(/.*\) /, "") } # now its state, its parent, its group
        $1 !~ /[ZX]/ && index(groups, " " $3 " ") && !seen[$3]++ { print $3 }' || true # some ended while they were read
}
