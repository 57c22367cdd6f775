// Package base is the neighbourhood of what every other one stands on: processes, git, files, archives, progress, secrets.
//
// In: paths, command lines, bytes. Out: the same, handled safely: a file is written whole or not at all, a child process gets
// the environment that it needs and no more, and nothing secret is printed. Nothing here knows what an API or an SDK is.
//
// Start reading in run, which starts every process, and in git, which reads every repository.
package base
