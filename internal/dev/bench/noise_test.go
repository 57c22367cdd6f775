package bench

import (
	"testing"
	"time"
)

func TestUsageOfTheMachine(t *testing.T) {
	const (
		machine = "cpu  100 10 200 9999 777 3 4 5 0 0\ncpu0 1 2 3 4 5 6 7 8 0 0\n"
		program = "42 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 11 22 33 44 55 66 77\n"
	)
	got, ok := parse([]byte(machine), []byte(program))
	if want := (usage{all: 322 * tick, own: (11 + 22 + 33 + 44) * tick}); !ok || got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	for _, broken := range [][2]string{{"", program}, {"cpu 1 2\n", program}, {machine, ""}, {machine, "42 (x) S 1"}, {"cpu a b c d e f g h\n", program}} {
		if _, ok := parse([]byte(broken[0]), []byte(broken[1])); ok {
			t.Errorf("%q is read", broken)
		}
	}
}

func TestOthers(t *testing.T) {
	now, known := read()
	w := watch{began: time.Now().Add(-time.Second), start: usage{now.all - 10*time.Second, now.own}, known: known}
	if part, ok := w.others(); ok != known || known && part <= 0 {
		t.Errorf("%v, %v", part, ok)
	}
	w.start = usage{now.all, now.own - time.Hour} // What the program itself uses is no noise.
	if part, _ := w.others(); part != 0 {
		t.Errorf("%v", part)
	}
}
