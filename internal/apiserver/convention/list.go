package convention

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"math"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// query identifies what a list call asks for, apart from the page.
type query [sha256.Size]byte

// listKey names a list whose response, or number of entities, is kept until one of them changes.
type listKey struct {
	method string
	query  query
}

// list is what is known of a list at a revision of its entities.
type list struct {
	revision uint64
	response []byte // response is nil for a list that is too large to be kept, or whose pages are asked for.
	total    int
}

const (
	mostLists    = 256     // mostLists is how many lists are kept.
	largestList  = 2 << 20 // largestList is the largest response that is kept, in bytes.
	largestPages = 1000    // largestPages is the most entities of a page where the contract has no limit.
)

// list answers a call that lists the entities of an account in the order in which they were created: all of them, or a page.
func (o *operation) list(_ context.Context, call *rpc.Call) ([]byte, error) {
	asked, err := o.query(call)
	if err != nil {
		return nil, err
	}
	account := o.resource.in(call.Account)
	known := o.resource.conventions.recall(listKey{o.method.Name, asked}, call.Tx.Revision(o.resource.Kind, account))
	size, after, err := o.page(call, asked)
	if err != nil {
		return nil, err
	}
	matches, err := testOf(o.filters, call.Request)
	if err != nil {
		return nil, err
	}
	whole := size == 0 && after == 0
	if whole && known.response != nil {
		return known.response, nil
	}
	var found [][]byte
	var last uint64
	more := false
	for order, entity := range call.Tx.After(o.resource.Kind, account, after) {
		if matches != nil && !matches(entity.Data) {
			continue
		}
		if size > 0 && len(found) == size {
			more = true
			break
		}
		found = append(found, entity.Data)
		last = order
	}
	response := o.wrapAll(found)
	if more {
		token, err := o.token(call, asked, last)
		if err != nil {
			return nil, err
		}
		response = protowire.AppendString(protowire.AppendTag(response, o.paging.next.Number(), protowire.BytesType), token)
	}
	if o.paging.total != nil {
		switch {
		case matches == nil:
			known.total = call.Tx.Len(o.resource.Kind, account)
		case whole:
			known.total = len(found)
		case known.total < 0:
			known.total = tally(call.Tx.List(o.resource.Kind, account), matches)
		}
		total := uint64(min(known.total, math.MaxInt32)) //nolint:gosec // It is a number of entities.
		response = protowire.AppendVarint(protowire.AppendTag(response, o.paging.total.Number(), protowire.VarintType), total)
	}
	if whole && len(response) <= largestList {
		known.response = response
	}
	o.resource.conventions.remember(listKey{o.method.Name, asked}, known)
	return response, nil
}

// wrapAll encodes a response with a list of encoded entities, and leaves room for the fields of a page.
func (o *operation) wrapAll(entities [][]byte) []byte {
	const room = 64
	size := room
	for _, entity := range entities {
		size += protowire.SizeTag(o.result.Number()) + protowire.SizeBytes(len(entity))
	}
	response := make([]byte, 0, size)
	for _, entity := range entities {
		response = wrap(response, o.result, entity)
	}
	return response
}

// page returns how many entities a call asks for at most, 0 for all, and after which one in the order of creation they begin.
func (o *operation) page(call *rpc.Call, asked query) (size int, after uint64, err error) {
	if o.paging.size == nil || o.paging.token == nil || o.paging.next == nil {
		return 0, 0, nil
	}
	if size = int(call.Request.Get(o.paging.size).Int()); size < 0 {
		return 0, 0, rpc.Invalid(rpc.Violation{
			Field: string(o.paging.size.Name()), Reason: "page_size", Text: "it must not be negative",
		})
	}
	size = min(size, largestPages)
	if token := call.Request.Get(o.paging.token).String(); token != "" {
		after, err = o.position(call, asked, token)
	}
	return size, after, err
}

// query hashes what a call asks for, without the page.
func (o *operation) query(call *rpc.Call) (query, error) {
	hash := sha256.New()
	var length [8]byte
	add := func(part string) {
		binary.BigEndian.PutUint64(length[:], uint64(len(part)))
		hash.Write(length[:])
		hash.Write([]byte(part))
	}
	add(o.method.Name)
	add(call.Account)
	for _, filter := range o.filters {
		if call.Request.Has(filter.request) {
			only := o.method.NewRequest()
			only.Set(filter.request, call.Request.Get(filter.request))
			encoded, err := proto.Marshal(only)
			if err != nil {
				return query{}, err
			}
			add(string(encoded))
		}
	}
	return query(hash.Sum(nil)), nil
}

func tally(all func(func(store.Entity) bool), matches test) int {
	count := 0
	for entity := range all {
		if matches(entity.Data) {
			count++
		}
	}
	return count
}

// recall returns what is known of a list at a revision.
func (c *Conventions) recall(key listKey, revision uint64) list {
	c.mu.Lock()
	defer c.mu.Unlock()
	if known, ok := c.lists[key]; ok && known.revision == revision {
		return known
	}
	return list{revision: revision, total: -1}
}

func (c *Conventions) remember(key listKey, known list) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.lists) >= mostLists {
		clear(c.lists)
	}
	c.lists[key] = known
}
