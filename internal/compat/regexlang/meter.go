package regexlang

import (
	"context"
	"errors"
	"fmt"
)

// Limits of one question. Patterns that people write need some hundreds of states; those that exceed the limits could need any
// number.
const (
	maxStates = 200_000
	maxWork   = 1 << 24
)

// meter counts the work of one question and stops it in time. The zero value has no limit.
type meter struct {
	work, limit int
	states      int
	done        <-chan struct{}
	checked     int // The work when done was last checked.
}

var (
	errWork   = errors.New("the comparison takes more work than the limit")
	errStates = fmt.Errorf("the comparison takes more than %d states", maxStates)
	errDone   = errors.New("the comparison was stopped")
)

func newMeter(ctx context.Context) *meter { return &meter{limit: maxWork, done: ctx.Done()} }

// spend counts units of work; a unit is about one visit of an instruction.
func (m *meter) spend(units int) error {
	m.work += units + 1
	if m.limit == 0 {
		return nil
	}
	if m.work > m.limit {
		return errWork
	}
	if m.work-m.checked > 1<<14 || m.checked == 0 {
		m.checked = m.work
		select {
		case <-m.done:
			return errDone
		default:
		}
	}
	return nil
}

// state counts a state of a product.
func (m *meter) state() error {
	if m.states++; m.limit != 0 && m.states > maxStates {
		return errStates
	}
	return m.spend(1)
}
