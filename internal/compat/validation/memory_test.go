package validation

import (
	"fmt"
	"runtime"
	"testing"
)

// What is compiled for a message is not kept for all others: the memory for a contract does not grow by a megabyte for each message that
// has an expression.
func TestMemoryOfManyMessages(t *testing.T) {
	const messages, most = 150, 100 << 20
	source := func(expression string) map[string][]byte {
		text := "syntax = \"proto3\";\npackage m;\nimport \"buf/validate/validate.proto\";\n"
		for i := range messages {
			text += fmt.Sprintf("message M%d { option (buf.validate.message).cel = {id: \"m\" expression: %q}; int32 a = 1; int32 b = 2; }\n", i, expression)
		}
		return map[string][]byte{"m.proto": []byte(text)}
	}
	before, after := compile(t, source("this.a > 1 || this.b > 1")), compile(t, source("this.a > 0 || this.b > 1"))
	comparer, err := NewComparer(Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	for i := range messages {
		name := fmt.Sprintf("m.M%d", i)
		verdicts, err := comparer.Compare(t.Context(), messageOf(t, before, name), messageOf(t, after, name))
		if err != nil {
			t.Fatal(err)
		}
		if len(verdicts) != 1 || verdicts[0].Shrank != No || verdicts[0].Grew != Yes {
			t.Fatalf("%s: got %+v", name, verdicts)
		}
	}
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	if t.Logf("%d MB", memory.HeapAlloc>>20); memory.HeapAlloc > most {
		t.Errorf("%d messages keep %d MB", messages, memory.HeapAlloc>>20)
	}
	runtime.KeepAlive(comparer)
}
