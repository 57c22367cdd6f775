package transcode

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
)

// all has a field of each kind, alone, in a list, optional, in a oneof and in a map.
const all = `syntax = "proto3";
package t;
import "google/protobuf/any.proto";
import "google/protobuf/duration.proto";
import "google/protobuf/empty.proto";
import "google/protobuf/field_mask.proto";
import "google/protobuf/struct.proto";
import "google/protobuf/timestamp.proto";
import "google/protobuf/wrappers.proto";
enum Color { option allow_alias = true; COLOR_UNSPECIFIED = 0; COLOR_RED = 1; COLOR_ROUGE = 1; COLOR_MINUS = -1; }
message All {
  All self = 100;
  string text_value = 1;
  bytes bytes_value = 2;
  bool bool_value = 3;
  int32 int32_value = 4; sint32 sint32_value = 5; uint32 uint32_value = 6; fixed32 fixed32_value = 7; sfixed32 sfixed32_value = 8;
  int64 int64_value = 9; sint64 sint64_value = 10; uint64 uint64_value = 11; fixed64 fixed64_value = 12; sfixed64 sfixed64_value = 13;
  float float_value = 14; double double_value = 15;
  Color color = 16;
  google.protobuf.Timestamp at = 17;
  google.protobuf.Duration for = 18;
  google.protobuf.FieldMask mask = 19;
  google.protobuf.Struct struct = 20;
  google.protobuf.Value value = 21;
  google.protobuf.StringValue wrapped = 22;
  google.protobuf.Any any = 23;
  google.protobuf.Empty nothing = 24;
  google.protobuf.NullValue null = 25;
  repeated string texts = 30; repeated int32 ints = 31; repeated sint64 longs = 32 [packed = false]; repeated double doubles = 33;
  repeated Color colors = 34; repeated All selves = 35; repeated bool bools = 36; repeated fixed32 fixeds = 37; repeated bytes blobs = 38;
  repeated google.protobuf.Timestamp times = 39;
  optional string maybe_text = 40; optional int32 maybe_int = 41; optional Color maybe_color = 42; optional All maybe_self = 43;
  oneof one { string one_text = 50; int64 one_int = 51; All one_self = 52; google.protobuf.Timestamp one_time = 53; bytes one_bytes = 54; }
  map<string, string> labels = 60; map<int32, All> by_int = 61; map<bool, Color> by_bool = 62; map<uint64, double> by_uint = 63;
  map<sint64, bytes> by_sint = 64; map<string, google.protobuf.Timestamp> times_by = 65;
  string odd_name = 300 [json_name = "oddly\"named"];
}
`

func descriptor(t testing.TB) (protoreflect.MessageDescriptor, *dynamicpb.Types) {
	t.Helper()
	compiled, err := imagetest.FromFS(t.Context(), fstest.MapFS{"t.proto": {Data: []byte(all)}})
	if err != nil {
		t.Fatal(err)
	}
	found, err := compiled.Descriptors.FindDescriptorByName("t.All")
	if err != nil {
		t.Fatal(err)
	}
	message, ok := found.(protoreflect.MessageDescriptor)
	if !ok {
		t.Fatalf("%T is no message", found)
	}
	return message, dynamicpb.NewTypes(compiled.Descriptors)
}

// confront compares what Marshal writes with what protojson writes.
func confront(t *testing.T, of protoreflect.MessageDescriptor, types *dynamicpb.Types, encoded []byte) {
	t.Helper()
	for _, unpopulated := range []bool{false, true} {
		got, err := New(types, unpopulated).Marshal(of, encoded)
		message := dynamicpb.NewMessage(of)
		wantErr := Decode(proto.UnmarshalOptions{Resolver: types}, encoded, message)
		var want bytes.Buffer
		if wantErr == nil {
			var text []byte
			if text, wantErr = (protojson.MarshalOptions{Resolver: types, EmitUnpopulated: unpopulated}).Marshal(message); wantErr == nil {
				wantErr = json.Compact(&want, text)
			}
		}
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("%x: got %v, protojson has %v", encoded, err, wantErr)
		}
		if err == nil && want.String() != string(got) {
			t.Fatalf("%x:\n     got %s\nprotojson %s", encoded, got, want.String())
		}
	}
}

// Random messages, also such that are in several parts, in another order, or damaged.
func TestMarshalWritesWhatProtojsonWrites(t *testing.T) {
	of, types := descriptor(t)
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		message := dynamicpb.NewMessage(of)
		fill(random, message, 3)
		encoded, err := proto.Marshal(message)
		if err != nil {
			t.Fatal(err)
		}
		confront(t, of, types, encoded)
		other := dynamicpb.NewMessage(of)
		fill(random, other, 2)
		more, err := proto.Marshal(other)
		if err != nil {
			t.Fatal(err)
		}
		both := shuffled(random, append(bytes.Clone(encoded), more...))
		confront(t, of, types, both)
		if len(both) > 0 {
			both[random.IntN(len(both))] ^= 1 << random.IntN(8)
			confront(t, of, types, both)
		}
	}
}

// shuffled is a message with its records in another order.
func shuffled(random *rand.Rand, encoded []byte) []byte {
	var records [][]byte
	for len(encoded) > 0 {
		_, _, n := protowire.ConsumeField(encoded)
		records = append(records, encoded[:n])
		encoded = encoded[n:]
	}
	random.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
	return bytes.Join(records, nil)
}

// fill sets some fields of a message.
func fill(random *rand.Rand, message protoreflect.Message, depth int) {
	switch message.Descriptor().FullName() {
	case "google.protobuf.Any":
		fields := message.Descriptor().Fields()
		message.Set(fields.ByName("type_url"), protoreflect.ValueOfString(pick(random, "type.googleapis.com/t.All", "type.googleapis.com/t.None")))
		return
	case "google.protobuf.FieldMask":
		list := message.Mutable(message.Descriptor().Fields().ByName("paths")).List()
		list.Append(protoreflect.ValueOfString(pick(random, "a.b_c", "d", "wrong Path")))
		return
	}
	fields := message.Descriptor().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		if random.IntN(4) > 0 {
			continue
		}
		switch {
		case field.IsMap():
			for range random.IntN(4) {
				key, entry := scalar(random, field.MapKey()), message.Mutable(field).Map()
				if field.MapValue().Message() == nil {
					entry.Set(key.MapKey(), scalar(random, field.MapValue()))
				} else if depth > 0 {
					value := entry.NewValue()
					fill(random, value.Message(), depth-1)
					entry.Set(key.MapKey(), value)
				}
			}
		case field.IsList():
			list := message.Mutable(field).List()
			for range random.IntN(4) {
				if field.Message() == nil {
					list.Append(scalar(random, field))
				} else if depth > 0 {
					value := list.NewElement()
					fill(random, value.Message(), depth-1)
					list.Append(value)
				}
			}
		case field.Message() == nil:
			message.Set(field, scalar(random, field))
		case depth > 0:
			fill(random, message.Mutable(field).Message(), depth-1)
		}
	}
}

func pick[T any](random *rand.Rand, from ...T) T { return from[random.IntN(len(from))] }

// scalar is a value with a liking for those at the edge.
//

func scalar(random *rand.Rand, field protoreflect.FieldDescriptor) protoreflect.Value {
	bits := pick(random, 0, 1, math.MaxUint64, 1<<63, 1<<31, 253402300800, uint64(random.Uint32()), random.Uint64(), random.Uint64N(1e9))
	switch field.Kind() {
	case protoreflect.StringKind:
		return protoreflect.ValueOfString(pick(random, "", "a", "ä\u2028€𝄞<>&", "\"\\/\b\f\n\r\t\x00\x1f\x7f", "long text with nothing special in it"))
	case protoreflect.BytesKind:
		return protoreflect.ValueOfBytes(pick(random, nil, []byte{0xff}, []byte{1, 2}, []byte("abc")))
	case protoreflect.BoolKind:
		return protoreflect.ValueOfBool(bits%2 == 0)
	case protoreflect.EnumKind:
		return protoreflect.ValueOfEnum(protoreflect.EnumNumber(pick(random, -1, 0, 1, 2, int32(bits))))
	case protoreflect.FloatKind:
		return protoreflect.ValueOfFloat32(pick(random, 0, float32(math.Copysign(0, -1)), float32(math.NaN()), float32(math.Inf(-1)), 1e-7, 1e21, 0.1,
			math.Float32frombits(uint32(bits))))
	case protoreflect.DoubleKind:
		return protoreflect.ValueOfFloat64(pick(random, 0, math.Copysign(0, -1), math.NaN(), math.Inf(1), 1e-9, 1e-11, 1e22, 0.1, 123456789,
			math.Float64frombits(bits)))
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		return protoreflect.ValueOfInt32(int32(bits))
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return protoreflect.ValueOfUint32(uint32(bits))
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return protoreflect.ValueOfUint64(bits)
	default:
		return protoreflect.ValueOfInt64(int64(bits))
	}
}

func FuzzMarshal(f *testing.F) {
	of, types := descriptor(f)
	random := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		message := dynamicpb.NewMessage(of)
		fill(random, message, 2)
		encoded, err := proto.Marshal(message)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(encoded)
	}
	f.Fuzz(func(t *testing.T, encoded []byte) { confront(t, of, types, encoded) })
}

// An entry of a map whose key has another type on the wire is an error, and not the end of the program.
func TestDecodeOfAMapWithABrokenKey(t *testing.T) {
	of, types := descriptor(t)
	entry := []byte{0x08, 0x01} // The key is a number where a text is due.
	encoded := protowire.AppendBytes(protowire.AppendTag(nil, 60, protowire.BytesType), entry)
	confront(t, of, types, encoded)
	for number := protowire.Number(60); number <= 65; number++ {
		for wire := range protowire.Type(6) {
			entry := protowire.AppendTag(nil, 1, wire)
			confront(t, of, types, protowire.AppendBytes(protowire.AppendTag(nil, number, protowire.BytesType), append(entry, make([]byte, 8)...)))
		}
	}
}

// A message that is known is not written again, and what is kept stays within its bound.
func TestCache(t *testing.T) {
	of, types := descriptor(t)
	j := New(types, true)
	message := func(n int, text string) []byte {
		encoded, err := proto.Marshal(func() proto.Message {
			m := dynamicpb.NewMessage(of)
			m.Set(of.Fields().ByName("text_value"), protoreflect.ValueOfString(strings.Repeat(text, n)))
			return m
		}())
		if err != nil {
			t.Fatal(err)
		}
		return encoded
	}
	first, err := j.Marshal(of, message(1<<20, "a"))
	if err != nil {
		t.Fatal(err)
	}
	again, err := j.Marshal(of, message(1<<20, "a"))
	if err != nil || &first[0] != &again[0] {
		t.Errorf("it was written again, %v", err)
	}
	other, err := j.Marshal(of, message(1<<20, "b"))
	if err != nil || !bytes.Contains(other, []byte("bbb")) {
		t.Errorf("another message: %.100s, %v", other, err)
	}
	for _, text := range "cdefghijklmnopqrstuvwxyz" {
		if _, err := j.Marshal(of, message(1<<20, string(text))); err != nil {
			t.Fatal(err)
		}
	}
	if j.cache.size > maxCache || len(j.cache.order) != len(j.cache.known) || len(j.cache.known) < 10 {
		t.Errorf("%d messages of %d bytes are kept", len(j.cache.known), j.cache.size)
	}
	if anew, err := j.Marshal(of, message(1<<20, "a")); err != nil || &anew[0] == &first[0] || !bytes.Equal(anew, first) {
		t.Errorf("the oldest one is still kept, or differs, %v", err)
	}
	if _, err := j.Marshal(of, message(5<<20, "a")); err != nil || j.cache.size > maxCache {
		t.Errorf("a message that is too large to keep: %d bytes, %v", j.cache.size, err)
	}
}
