// Package transcode writes encoded messages as ProtoJSON without making messages of them, which is several times as fast as the way
// through [dynamicpb]. The result is what protojson writes, without white space.
//
// Reading an encoded message takes two steps: index notes where the value of each field is, and then the fields are written in the
// order of their declaration, as protojson has it. Whatever is rare, such as google.protobuf.Any or a field that comes in parts, or
// wrong, such as text that is not UTF-8, is left to protojson.
package transcode

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"
)

// Resolver finds the types inside google.protobuf.Any, and extensions.
type Resolver interface {
	protoregistry.MessageTypeResolver
	protoregistry.ExtensionTypeResolver
}

// JSON writes messages. It may be used by several goroutines.
type JSON struct {
	options protojson.MarshalOptions
	plans   sync.Map // plans has the *plan of each message by its full name.
	making  sync.Mutex
	writers sync.Pool
	cache   *cache
}

// New returns a writer. With unpopulated it also writes the fields that have no value, as [protojson.MarshalOptions] has it.
func New(types Resolver, unpopulated bool) *JSON {
	j := &JSON{options: protojson.MarshalOptions{Resolver: types, EmitUnpopulated: unpopulated}, cache: newCache()}
	j.writers.New = func() any { return &writer{json: j} }
	return j
}

// Marshal writes an encoded message of the type. Neither the result nor the encoded message may be changed afterwards: they may be
// kept for the next one who asks.
func (j *JSON) Marshal(of protoreflect.MessageDescriptor, encoded []byte) ([]byte, error) {
	if len(encoded) < minCached {
		return j.marshal(of, encoded)
	}
	key, text := j.cache.get(of.FullName(), encoded)
	if text != nil {
		return text, nil
	}
	text, err := j.marshal(of, encoded)
	if err == nil {
		j.cache.put(key, cached{of: of.FullName(), encoded: encoded, text: text})
	}
	return text, err
}

func (j *JSON) marshal(of protoreflect.MessageDescriptor, encoded []byte) ([]byte, error) {
	w, _ := j.writers.Get().(*writer)
	defer j.writers.Put(w)
	w.slots = w.slots[:0]
	out, err := w.message(w.out[:0], j.plan(of), encoded, 0)
	if err != nil {
		return j.slow(nil, of, encoded)
	}
	w.out = out
	return bytes.Clone(out), nil
}

// errSlow says that a message is not one for the fast way.
var errSlow = errors.New("left to protojson")

// slow appends a message in the way of protojson.
func (j *JSON) slow(out []byte, of protoreflect.MessageDescriptor, encoded []byte) ([]byte, error) {
	message := dynamicpb.NewMessage(of)
	if err := Decode(proto.UnmarshalOptions{Resolver: j.options.Resolver}, encoded, message); err != nil {
		return nil, err
	}
	text, err := j.options.Marshal(message)
	if err != nil {
		return nil, err
	}
	compact := bytes.NewBuffer(out)
	err = json.Compact(compact, text)
	return compact.Bytes(), err
}

// Decode fills a message that comes from anywhere. The decoder of protobuf panics if the key of a map has the wrong type on the wire,
// for messages that are made from descriptors; this is an error like any other.
func Decode(options proto.UnmarshalOptions, encoded []byte, message proto.Message) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("it cannot be decoded: %v", fault)
		}
	}()
	return options.Unmarshal(encoded, message)
}
