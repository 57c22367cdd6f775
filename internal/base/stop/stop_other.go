//go:build !unix

package stop

func leadsSession() bool { return false }

// interrupt leaves the work to the end of the process: there is no SIGINT that a process can send.
func interrupt() {}
