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
	Idle       time.Duration // Idle is after how long without a request the feeds of this process end; 0 means never.
	Background []string      // Background is a program with its arguments that serves the feeds instead of this process.
	Stop       bool          // Stop ends the running feeds, in any process.
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
