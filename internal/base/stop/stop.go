// Package stop ends a process in order when it is told to stop, or when the process that started it has ended.
//
// mage cancels the context of a target on SIGINT alone, and passes no signal on to the targets, which are a process of their own.
// [Guard] turns every other reason to stop into that SIGINT, and ends a process that does not end by itself.
package stop

import (
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"
)

// ParentVar names the variable with the process id of the parent, for a child whose parent may end before the child looks.
const ParentVar = "MAGE_LAUNCHER_PID"

const (
	poll  = 50 * time.Millisecond
	young = 200 * time.Millisecond // young is the age until which mage may not listen for signals yet.
	grace = 4 * time.Second        // grace is less than mage's own, after which it exits with code 1.
)

// Cause is why a process has to stop.
type Cause struct {
	Text string // Text continues "stopped before the end": "by SIGTERM".
	Code int    // Code is the exit code, by the convention of shells.
}

func (c Cause) Error() string {
	return fmt.Sprintf("stopped before the end %s: run the same command again", c.Text)
}

// ExitStatus is what mage exits with.
func (c Cause) ExitStatus() int { return c.Code }

var causes = map[os.Signal]Cause{
	os.Interrupt:    {"by SIGINT", 130},
	syscall.SIGTERM: {"by SIGTERM", 143},
	syscall.SIGHUP:  {"by SIGHUP", 129},
}

// Notify sends the causes to stop as they occur: signals, and the end of the parent.
func Notify() <-chan Cause { return notify(orphan()) }

// Signals sends the signals to stop as they occur. It is for a process that may outlive the one that started it.
func Signals() <-chan Cause { return notify(nil) }

func notify(orphaned <-chan struct{}) <-chan Cause {
	signals := make(chan os.Signal, 16)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	if !signal.Ignored(syscall.SIGHUP) { // nohup ignores it.
		signal.Notify(signals, syscall.SIGHUP)
	}
	all := make(chan Cause, 16)
	go func() {
		for {
			select {
			case s := <-signals:
				all <- causes[s]
			case <-orphaned:
				orphaned = nil
				all <- Cause{"because the process that started it has ended", 143}
			}
		}
	}()
	return all
}

// orphan returns a channel that is closed when the parent has ended. The leader of a session has left its parent on purpose.
func orphan() <-chan struct{} {
	parent := os.Getppid()
	if started, err := strconv.Atoi(os.Getenv(ParentVar)); err == nil {
		parent = started
	}
	_ = os.Unsetenv(ParentVar) // It is not the parent of this process's children.
	if leadsSession() {
		return nil
	}
	ended := make(chan struct{})
	go func() {
		for os.Getppid() == parent {
			time.Sleep(poll)
		}
		close(ended)
	}()
	return ended
}

var first atomic.Pointer[Cause]

// interrupts receives SIGINT, which mage receives as well: it may have cancelled a target before anybody else has seen the signal.
var interrupts = make(chan os.Signal, 1)

// Reason returns why this process was stopped, or nil. It is for a target that has failed, and needs [Guard].
func Reason() error {
	if first.Load() == nil {
		select {
		case <-interrupts:
			c := causes[os.Interrupt]
			first.CompareAndSwap(nil, &c)
		case <-time.After(poll):
		}
	}
	if c := first.Load(); c != nil {
		return *c
	}
	return nil
}

// Guard has the first cause to stop cancel the targets of mage. It ends the process if they have not ended after some seconds.
func Guard() {
	started, notified := time.Now(), Notify()
	signal.Notify(interrupts, os.Interrupt)
	go func() {
		c := <-notified
		first.CompareAndSwap(nil, &c)
		if time.Since(started) > young {
			if c.Code != causes[os.Interrupt].Code {
				interrupt()
			}
			time.Sleep(grace)
		}
		fmt.Fprintln(os.Stderr, "Error:", c.Error())
		os.Exit(c.Code)
	}()
}
