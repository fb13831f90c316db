# shellcheck shell=bash
# The points of a program at which a fault can be put: each system call that changes something below a folder. Source it.
points_calls=openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,mkdir,mkdirat,unlink,unlinkat,rmdir,ftruncate

# points_list FOLDER LOG COMMAND…: runs COMMAND once and prints "CALL N" for each such call, N as strace's when= counts.
points_list() {
    local folder=$1 log=$2
    shift 2
    local calls
    calls=$(for call in ${points_calls//,/ }; do strace -e trace="$call" -o /dev/null true 2>/dev/null && echo "$call"; done | paste -sd,)
    strace -qq -y -s 0 -o "$log" -e trace="$calls" "$@" >/dev/null 2>&1 || return 1
    awk -v folder="$folder" '
        match($0, /^[a-z0-9]+\(/) {
            call = substr($0, 1, RLENGTH - 1)
            n[call]++
            if (index($0, folder) && (call != "openat" || /O_CREAT/)) print call, n[call]
        }' "$log"
}

# points_kill CALL N COMMAND…: runs COMMAND and kills it as it enters that call.
points_kill() {
    strace -qq -o /dev/null -e trace="$1" -e inject="$1:signal=SIGKILL:when=$2" "${@:3}"
}

# points_fail CALL N ERROR COMMAND…: runs COMMAND and lets that call, and every later one of its kind when N ends in "+", fail.
points_fail() {
    strace -qq -o /dev/null -e trace="$1" -e inject="$1:error=$3:when=$2" "${@:4}"
}
