package local

import (
	"context"
	"fmt"
	"io"
	"time"
)

// Target is a call of mage feeds.
type Target struct {
	Dir        string        // Dir is the folder of the state.
	Out        io.Writer     // Out gets the addresses and how to use them.
	Idle       time.Duration // Idle ends the feeds of this process after so long without a request; 0 is never.
	Background []string      // Background is a program with its arguments that serves the feeds in place of this process.
	Stop       bool          // Stop ends the feeds that are served, in whichever process.
}

// Run serves the feeds until ctx ends or a signal comes, or starts or stops those in the background.
func (t Target) Run(ctx context.Context) error {
	switch {
	case t.Stop:
		ran, err := Stop(ctx, t.Dir)
		if err != nil {
			return err
		}
		if !ran {
			_, err = fmt.Fprintln(t.Out, "No local feeds were running.")
			return err
		}
		_, err = fmt.Fprintln(t.Out, "The local feeds have stopped.")
		return err
	case t.Background != nil:
		served, err := Ensure(ctx, t.Dir, t.Background)
		if err != nil {
			return err
		}
		_, err = fmt.Fprint(t.Out, served.Usage(t.Dir))
		return err
	default:
		return Serve(ctx, Options{Dir: t.Dir, Port: DefaultPort, Idle: t.Idle}, t.Out)
	}
}
