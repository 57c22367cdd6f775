package report

import (
	"bytes"
	"encoding/json"
	"io"
	"iter"
)

// buffer collects a report on its way to a writer. Reports can have gigabytes, so formats that list every change spill it between two.
type buffer struct {
	bytes.Buffer

	to  io.Writer
	err error // err is the first error of the writer.
}

// mostKept is how much a buffer keeps, in bytes, until it is spilled.
const mostKept = 64 << 10

// spill writes what the buffer has if it is a lot.
func (b *buffer) spill() {
	if b.Len() >= mostKept {
		b.flush()
	}
}

// flush writes what the buffer has.
func (b *buffer) flush() {
	if b.err == nil {
		_, b.err = b.to.Write(b.Bytes())
	}
	b.Reset()
}

func encoderTo(out io.Writer) *json.Encoder {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder
}

// encode writes a value as JSON. Its list with this key, which has to be empty, gets the items, which are indented as they are in it.
func encode(out *buffer, value any, key, indent string, items iter.Seq[any]) error {
	var text bytes.Buffer
	encoder := encoderTo(&text)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return err
	}
	before, after, _ := bytes.Cut(text.Bytes(), []byte("\n"+indent+`"`+key+`": []`))
	out.Write(before)
	out.WriteString("\n" + indent + `"` + key + `": [`)
	encoder = encoderTo(out)
	encoder.SetIndent(indent+"  ", "  ")
	first := true
	for item := range items {
		if !first {
			out.WriteByte(',')
		}
		out.WriteString("\n  " + indent)
		if err := encoder.Encode(item); err != nil {
			return err
		}
		out.Truncate(out.Len() - 1) // The encoder ends with a new line.
		out.spill()
		first = false
	}
	if !first {
		out.WriteString("\n" + indent)
	}
	out.WriteByte(']')
	out.Write(after)
	return nil
}
