package transcode

import (
	"bytes"
	"hash/maphash"
	"sync"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// The bounds of the cache, in bytes of JSON and of what it was made of.
const (
	minCached = 4 << 10  // minCached is what an encoded message has at least: small ones are written as fast as they are found.
	maxCached = 8 << 20  // maxCached is the most for one message.
	maxCache  = 32 << 20 // maxCache is the most for all.
)

// cache keeps the JSON of large messages that were written lately. Clients ask for the same list again and again, and to compare it
// with what was sent before takes a hundredth of the time that writing it takes.
type cache struct {
	mu    sync.Mutex
	seed  maphash.Seed
	known map[uint64]cached
	order []uint64 // order has the keys, the oldest first.
	size  int
}

type cached struct {
	of      protoreflect.FullName
	encoded []byte
	text    []byte
}

func newCache() *cache { return &cache{seed: maphash.MakeSeed(), known: map[uint64]cached{}} }

// get returns the key of a message, and its JSON if it is known, nil if not.
func (c *cache) get(of protoreflect.FullName, encoded []byte) (key uint64, text []byte) {
	key = maphash.Bytes(c.seed, encoded)
	c.mu.Lock()
	found, ok := c.known[key]
	c.mu.Unlock()
	if ok && found.of == of && bytes.Equal(found.encoded, encoded) {
		return key, found.text
	}
	return key, nil
}

// put keeps the JSON of a message, and forgets the oldest ones for it.
func (c *cache) put(key uint64, add cached) {
	size := len(add.encoded) + len(add.text)
	if size > maxCached {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.known[key]; ok {
		return
	}
	for c.size += size; c.size > maxCache; c.order = c.order[1:] {
		oldest := c.known[c.order[0]]
		c.size -= len(oldest.encoded) + len(oldest.text)
		delete(c.known, c.order[0])
	}
	c.known[key] = add
	c.order = append(c.order, key)
}
