package check

import "golang.org/x/sys/unix"

// room is how many bytes a folder in memory has room for; none if it is not in memory, or no program may be started from it, as in
// many containers.
func room(folder string) uint64 {
	var found unix.Statfs_t
	if unix.Statfs(folder, &found) != nil || found.Type != unix.TMPFS_MAGIC || found.Flags&unix.MS_NOEXEC != 0 {
		return 0
	}
	return found.Bavail * uint64(found.Bsize) //nolint:gosec // A size is not negative.
}
