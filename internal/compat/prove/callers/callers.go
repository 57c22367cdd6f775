// Package callers finds callers that lose access to a method. It tries all relevant sets of permissions, all kinds of actors, the
// unauthenticated caller, and callers with permissions in one account only.
package callers

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// The numbers of the options in common.proto. docs/auth.md explains them.
const (
	permissions    protowire.Number = 50001
	account        protowire.Number = 50002
	authentication protowire.Number = 50003
	actorTypes     protowire.Number = 50004
	requiresAll    protowire.Number = 50005
)

// actors are the kinds of callers; 0 is an unauthenticated one.
var actors = []uint64{0, 1, 2, 3}

// caller is a caller with permissions.
type caller struct {
	actor   uint64 // actor is 0 for an unauthenticated caller.
	holds   map[string]bool
	account string // account is the path, by field numbers, of the account in which the caller has the permissions.
}

// method has the options of a method.
type method struct {
	permissions []string
	all         bool
	open        bool
	actors      []uint64
	account     string // account is the path by field numbers; "" is no account, and missing is one that no request has.
	expression  string // expression is the account as the option names it.
	request     string // request is the name of the request, with a leading dot.
	messages    string // messages has the names of the request and the response.
	within      string // within is its name without the package.
}

// missing is the account of a method whose requests do not have the field that the expression names.
const missing = "no such field"

// wrappedText is the message that wraps a text, which can name an account too.
const wrappedText = ".google.protobuf.StringValue"

// lets reports whether a caller may call the method.
func (m *method) lets(c caller) bool {
	if m.open && c.actor == 0 {
		return true
	}
	if c.actor == 0 || len(m.actors) > 0 && !slices.Contains(m.actors, c.actor) {
		return false
	}
	held := func(permission string) bool {
		return permission == "" || c.holds[permission] && c.account == m.account && m.account != missing
	}
	switch {
	case len(m.permissions) == 0:
		return true
	case m.all:
		return !slices.ContainsFunc(m.permissions, func(p string) bool { return !held(p) })
	default:
		return slices.ContainsFunc(m.permissions, held)
	}
}

// Look finds for each method of the old version a caller that the new one refuses.
func Look(before, after *tree.Tree) []evidence.Finding {
	var found []evidence.Finding
	old, now, messages := methodsOf(before), methodsOf(after), messagesOf(after)
	for _, name := range slices.Sorted(maps.Keys(old)) {
		was := old[name]
		is, there := now[name]
		if !there {
			if is, there = successor(was, old, now); !there {
				continue // A removed method refuses nobody.
			}
		}
		if (is.account == missing || is.expression == was.expression) && !hasNumbers(messages, is.request, was.account) {
			is.account = was.account // The field is removed or renumbered, which refuses these callers by itself.
		}
		if was.account == missing && is.account == missing {
			was.account, is.account = "", "" // No account was ever asked for.
		}
		for _, c := range everybody(was, is) {
			if was.lets(c) && !is.lets(c) {
				found = append(found, evidence.Finding{Element: name, Text: fmt.Sprintf("a caller of kind %d with %v in the account of %q is refused", c.actor, slices.Sorted(maps.Keys(c.holds)), c.account)})
				break
			}
		}
	}
	return found
}

// successor returns a new method with the same messages, or with the same name in any package.
func successor(was method, old, now map[string]method) (method, bool) {
	for _, name := range slices.Sorted(maps.Keys(now)) {
		if _, had := old[name]; !had && (now[name].messages == was.messages || now[name].within == was.within) {
			return now[name], true
		}
	}
	return method{}, false
}

// everybody returns all callers that two versions of a method may treat differently.
func everybody(was, is method) []caller {
	var names []string
	for _, p := range append(slices.Clone(was.permissions), is.permissions...) {
		if p != "" && !slices.Contains(names, p) {
			names = append(names, p)
		}
	}
	var all []caller
	for _, actor := range actors {
		for _, account := range []string{was.account, is.account} {
			for set := range 1 << min(len(names), 8) {
				c := caller{actor: actor, holds: map[string]bool{}, account: account}
				for i, name := range names[:min(len(names), 8)] {
					if set&(1<<i) != 0 {
						c.holds[name] = true
					}
				}
				all = append(all, c)
			}
		}
	}
	return all
}

func methodsOf(t *tree.Tree) map[string]method {
	all, messages := map[string]method{}, messagesOf(t)
	for _, file := range t.Files {
		for _, s := range file.GetService() {
			for _, m := range s.GetMethod() {
				name := strings.TrimPrefix(file.GetPackage()+"."+s.GetName()+"."+m.GetName(), ".")
				said := read(m.GetOptions())
				said.request = m.GetInputType()
				said.expression = said.account
				said.account = byNumbers(messages, m.GetInputType(), said.account)
				said.messages = m.GetInputType() + " " + m.GetOutputType()
				said.within = s.GetName() + "." + m.GetName()
				all[name] = said
			}
		}
	}
	return all
}

// messagesOf returns all messages by their full names with a leading dot.
func messagesOf(t *tree.Tree) map[string]*descriptorpb.DescriptorProto {
	all := map[string]*descriptorpb.DescriptorProto{}
	var add func(within string, messages []*descriptorpb.DescriptorProto)
	add = func(within string, messages []*descriptorpb.DescriptorProto) {
		for _, m := range messages {
			all[within+"."+m.GetName()] = m
			add(within+"."+m.GetName(), m.GetNestedType())
		}
	}
	for _, file := range t.Files {
		within := ""
		if file.GetPackage() != "" {
			within = "." + file.GetPackage()
		}
		add(within, file.GetMessageType())
	}
	return all
}

// byNumbers translates a path of names to one of numbers.
func byNumbers(messages map[string]*descriptorpb.DescriptorProto, request, path string) string {
	if path == "" {
		return ""
	}
	var numbers []string
	next, isMessage := request, true
	for name := range strings.SplitSeq(path, ".") {
		i := slices.IndexFunc(messages[next].GetField(), func(f *descriptorpb.FieldDescriptorProto) bool { return f.GetName() == name })
		if i < 0 {
			return missing
		}
		field := messages[next].GetField()[i]
		numbers, next = append(numbers, strconv.Itoa(int(field.GetNumber()))), field.GetTypeName()
		isMessage = field.GetType() == descriptorpb.FieldDescriptorProto_TYPE_MESSAGE || field.GetType() == descriptorpb.FieldDescriptorProto_TYPE_GROUP
	}
	if isMessage && next != wrappedText {
		return missing // A message names no account. Those of Google are not among the messages.
	}
	return strings.Join(numbers, ".")
}

// hasNumbers reports whether a request has the fields of a path of numbers.
func hasNumbers(messages map[string]*descriptorpb.DescriptorProto, request, path string) bool {
	next := request
	for number := range strings.SplitSeq(path, ".") {
		i := slices.IndexFunc(messages[next].GetField(), func(f *descriptorpb.FieldDescriptorProto) bool { return strconv.Itoa(int(f.GetNumber())) == number })
		if i < 0 {
			return false
		}
		next = messages[next].GetField()[i].GetTypeName()
	}
	return true
}

// read decodes the options, which are unknown fields in this program.
func read(options *descriptorpb.MethodOptions) method {
	m := method{all: true, account: "account_id"}
	encoded, err := proto.Marshal(options)
	if err != nil {
		return m
	}
	for len(encoded) > 0 {
		number, kind, n := protowire.ConsumeTag(encoded)
		if n < 0 {
			break
		}
		encoded = encoded[n:]
		value := encoded
		if n = protowire.ConsumeFieldValue(number, kind, encoded); n < 0 {
			break
		}
		encoded = encoded[n:]
		m.set(number, kind, value[:n])
	}
	return m
}

func (m *method) set(number protowire.Number, kind protowire.Type, value []byte) {
	text := func() string {
		content, _ := protowire.ConsumeBytes(value)
		return string(content)
	}
	flag := func() bool {
		v, _ := protowire.ConsumeVarint(value)
		return v != 0
	}
	switch number {
	case permissions:
		m.permissions = append(m.permissions, text())
	case account:
		m.account = text()
	case authentication:
		m.open = !flag()
	case requiresAll:
		m.all = flag()
	case actorTypes:
		packed := value
		if kind == protowire.BytesType {
			packed, _ = protowire.ConsumeBytes(value)
		}
		for len(packed) > 0 {
			v, n := protowire.ConsumeVarint(packed)
			if n < 0 {
				break
			}
			m.actors = append(m.actors, v)
			packed = packed[n:]
		}
	default: // Not about who may call.
	}
}
