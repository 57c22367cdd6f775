package schema

import (
	"reflect"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
)

func fixed32(number protowire.Number, value uint32) string {
	return string(protowire.AppendFixed32(protowire.AppendTag(nil, number, protowire.Fixed32Type), value))
}

func fixed64(number protowire.Number, value uint64) string {
	return string(protowire.AppendFixed64(protowire.AppendTag(nil, number, protowire.Fixed64Type), value))
}

func group(number protowire.Number, content string) string {
	return string(protowire.AppendTag(nil, number, protowire.StartGroupType)) + content + string(protowire.AppendTag(nil, number, protowire.EndGroupType))
}

func TestOptions(t *testing.T) {
	t.Parallel()
	o := Options(record(5, "a") + count(3, 7) + record(5, "b") + count(9, 300) + count(3, 0) + record(7, "\x01\xac\x02") + fixed32(11, 6) + count(5, 8) + record(3, "\x04") + record(13, "\x80"))
	for _, c := range []struct {
		what      string
		got, want any
	}{
		{"split", o.Split(), []Option{
			{3, count(3, 7) + count(3, 0) + record(3, "\x04")}, {5, record(5, "a") + record(5, "b") + count(5, 8)}, {7, record(7, "\x01\xac\x02")}, {9, count(9, 300)}, {11, fixed32(11, 6)}, {13, record(13, "\x80")},
		}},
		{"split of nothing", Options("").Split(), []Option(nil)},
		{"split of one", Options(count(3, 7)).Split(), []Option{{3, count(3, 7)}}},
		{"has the first", o.Has(5), true}, {"has the last", o.Has(13), true}, {"has not", o.Has(4), false}, {"nothing has", Options("").Has(0), false},
		{"message", o.Message(5), []byte("ab")}, {"message of numbers", o.Message(9), []byte("")}, {"no message", o.Message(4), []byte("")},
		{"texts", o.Texts(5), []string{"a", "b"}}, {"texts of numbers", o.Texts(9), []string(nil)}, {"no texts", o.Texts(4), []string(nil)},
		{"numbers", o.Numbers(3), []uint64{7, 0, 4}}, {"packed", o.Numbers(7), []uint64{1, 300}}, {"one number", o.Numbers(9), []uint64{300}}, {"no numbers", o.Numbers(4), []uint64(nil)},
		{"numbers that are cut off", o.Numbers(13), []uint64(nil)},
		{"text", o.text(5), "b"}, {"no text", o.text(9), ""}, {"first text", o.firstText(5), "a"}, {"no first text", o.firstText(9), ""}, {"no first text", Options("\x80").firstText(5), ""},
		{"true", Options(count(3, 0) + count(3, 1)).bool(3), true}, {"false", Options(count(3, 1) + count(3, 0)).bool(3), false}, {"unset", o.bool(4), false}, {"a text", o.bool(7), false},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s: %q, want %q", c.what, c.got, c.want)
		}
	}
	if value, set := o.number(3); value != 0 || !set {
		t.Errorf("the number is %d, set %t", value, set)
	}
	if value, set := o.number(5); value != 8 || !set {
		t.Errorf("the number is %d, set %t", value, set)
	}
	if value, set := o.number(7); value != 0 || set {
		t.Errorf("the number is %d, set %t", value, set)
	}
}

func TestValues(t *testing.T) {
	t.Parallel()
	inner := count(1, 2)
	got := Values(count(1, 300) + record(2, "text") + fixed32(3, 1<<31) + fixed64(4, 1<<63) + group(5, inner) + record(6, ""))
	want := []Value{
		{protowire.VarintType, 300, ""}, {protowire.BytesType, 0, "text"}, {protowire.Fixed32Type, 1 << 31, ""}, {protowire.Fixed64Type, 1 << 63, ""},
		{protowire.StartGroupType, 0, group(5, inner)}, {protowire.BytesType, 0, ""},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the values are %+v, want %+v", got, want)
	}
	if got := Values(count(1, 1) + "\x0a\x05"); len(got) != 1 {
		t.Errorf("of damaged fields the values are %v", got)
	}
}

// TestNumbersBeyondTheRange checks that numbers are truncated as all parsers do it, and unknown constants read as 0.
func TestNumbersBeyondTheRange(t *testing.T) {
	t.Parallel()
	encoded := record(1, "f") + count(3, 1<<32+5) + count(4, 256) + count(5, 255)
	f := readOne(t, record(1, "a.proto")+record(7, encoded)).Extensions[0]
	var want descriptorpb.FieldDescriptorProto
	if err := proto.Unmarshal([]byte(encoded), &want); err != nil {
		t.Fatal(err)
	}
	if f.Number != want.GetNumber() || f.Label != 0 || f.Type != 255 {
		t.Errorf("number %d, label %d, type %d", f.Number, f.Label, f.Type)
	}
}

func TestLocate(t *testing.T) {
	t.Parallel()
	path := func(steps string) string { return record(1, steps) }
	span := func(numbers string) string { return record(2, numbers) }
	locations := strings.Join([]string{
		record(2, "not a location"),
		record(1, path("\x04\x00")+span("\x07\x03\x10")+record(3, " First.\n\n   Second. \n")+record(4, "buf:lint:ignore X\n Third.\r\n")),
		record(1, path("\x04\x00")+span("\x63\x00\x01")+record(3, "again")),
		record(1, count(1, 4)+count(1, 0)+count(1, 2)+count(1, 0)+count(2, 8)+count(2, 200)+count(2, 9)),
		record(1, path("\x04\x00\x02")+record(1, "\x01")+span("\x09")+record(2, "\x04\x05")),
		record(1, path("\x04\x00\x03\x00")+span("\x05")),
		record(1, path("\x04\x00\x04\x00")+span("\x05\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")),
		record(1, path("\x04\x00\x04\x00\x02\x00")+span("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x05")),
		record(1, path("\x04\x00\x04\x01")+span("\x00\x00\x05")),
		record(1, path("\x04\x00\x08\x00")+span("\x0b\x02\x05")), record(1, path("\x04\x00\x06\x00")+span("\x0c\x02\x05")), record(1, path("\x07\x00")+span("\x0d\x02\x05")),
		record(1, path("\x05\x00")+span("\x0e\x02\x05")), record(1, path("\x05\x00\x02\x01")+span("\x0f\x02\x05")), record(1, path("\x06\x00")+span("\x10\x02\x05")), record(1, path("\x06\x00\x02\x01")+span("\x11\x02\x05")),
	}, "")
	named := record(1, "N")
	content := record(4, record(1, "M")+record(2, named)+record(2, named)+record(3, named)+record(4, named+record(2, named))+record(4, named)+record(8, named)+record(6, named+record(2, ".M"))) +
		record(5, named+record(2, named)+record(2, named)) + record(6, named+record(2, named)+record(2, named)) + record(7, named+record(2, ".M"))
	file := func(more string) *File {
		return readOne(t, record(1, "a.proto")+content+record(9, locations+more))
	}
	f := file(record(1, path("\x0c")+span("\x01\x00\x05")+record(3, "syntax")))
	m := f.Messages[0]
	for _, c := range []struct {
		what string
		of   Element
		want Location
	}{
		{"file at its syntax", f, Location{2, 1, "syntax"}},
		{"file at its package", file(record(1, path("\x0c")+span("\x01\x00\x05")) + record(1, path("\x02")+span("\x02\x00\x05"))), Location{3, 1, ""}},
		{"file nowhere", file(""), Location{}}, {"no source info", readOne(t, record(1, "a.proto")), Location{}},
		{"message", m, Location{8, 4, "First.\nSecond.\nThird."}}, {"field, not packed", m.Fields[0], Location{9, 201, ""}}, {"field, in pieces", m.Fields[1], Location{10, 5, ""}},
		{"a span too short", m.Messages[0], Location{}}, {"a negative column", m.Enums[0], Location{}}, {"a negative line", m.Enums[0].Values[0], Location{}}, {"the first place", m.Enums[1], Location{1, 1, ""}},
		{"oneof", m.Oneofs[0], Location{12, 3, ""}}, {"extension in a message", m.Extensions[0], Location{13, 3, ""}}, {"extension", f.Extensions[0], Location{14, 3, ""}}, {"enum", f.Enums[0], Location{15, 3, ""}},
		{"value", f.Enums[0].Values[1], Location{16, 3, ""}}, {"value without a location", f.Enums[0].Values[0], Location{}}, {"service", f.Services[0], Location{17, 3, ""}}, {"method", f.Services[0].Methods[1], Location{18, 3, ""}},
	} {
		if got := Locate(c.of); got != c.want {
			t.Errorf("%s is at %+v, want %+v", c.what, got, c.want)
		}
	}
	// A damaged location ends the list.
	damaged := file(record(1, "\x0a") + record(1, path("\x02")+span("\x01\x01\x01")))
	if got := Locate(damaged); got != (Location{}) || Locate(damaged.Messages[0]).Line != 8 {
		t.Errorf("the file is at %+v, the message at %+v", got, Locate(damaged.Messages[0]))
	}
}

func TestJoined(t *testing.T) {
	t.Parallel()
	var j joined
	for i, part := range []string{"", "a", "", "b", "c", ""} {
		j.add(part)
		if want := []string{"", "a", "a", "ab", "abc", "abc"}[i]; j.text() != want {
			t.Errorf("after %d parts it is %q, want %q", i+1, j.text(), want)
		}
	}
}
