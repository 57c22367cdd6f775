package lint

import (
	"regexp"
	"slices"
	"strings"

	"buf.build/go/bufplugin/descriptor"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// contract is what the rules check. It is not changed after read returns, because rules run concurrently.
type contract struct {
	files    []protoreflect.FileDescriptor // files are the files to check, without their imports.
	all      []protoreflect.FileDescriptor // all are the files with their imports.
	methods  []*method
	messages []protoreflect.MessageDescriptor // messages includes nested ones, but no map entries.
	options  *options.Reader
	versions map[protoreflect.FullName]*options.Version // versions has the version of each service, nil if it has none.
	rules    []string                                   // rules are the ids of all rules.
}

// method is a method with its options read.
type method struct {
	protoreflect.MethodDescriptor
	options.Method

	verb, resource string // verb and resource are the two parts of the name: List, Clusters.
	comment        string
}

// read builds the contract from the files that buf sends.
func read(files []descriptor.FileDescriptor) (*contract, error) {
	registry := new(protoregistry.Files)
	c := &contract{versions: map[protoreflect.FullName]*options.Version{}}
	for _, file := range files {
		if err := registry.RegisterFile(file.ProtoreflectFileDescriptor()); err != nil {
			return nil, err
		}
		c.all = append(c.all, file.ProtoreflectFileDescriptor())
		if !file.IsImport() {
			c.files = append(c.files, file.ProtoreflectFileDescriptor())
		}
	}
	slices.SortFunc(c.files, func(a, b protoreflect.FileDescriptor) int { return strings.Compare(a.Path(), b.Path()) })
	c.options = options.New(registry)
	for _, file := range c.files {
		c.addMessages(file.Messages())
		for service := range all(file.Services()) {
			set, err := c.options.Service(service)
			if err != nil {
				return nil, err
			}
			c.versions[service.FullName()] = set.Version
			for descriptor := range all(service.Methods()) {
				m, err := c.readMethod(descriptor)
				if err != nil {
					return nil, err
				}
				c.methods = append(c.methods, m)
			}
		}
	}
	return c, nil
}

func (c *contract) addMessages(messages protoreflect.MessageDescriptors) {
	for message := range all(messages) {
		if message.IsMapEntry() {
			continue
		}
		c.messages = append(c.messages, message)
		c.addMessages(message.Messages())
	}
}

var namePattern = regexp.MustCompile(`^([A-Z][a-z0-9]*)(.*)$`)

func (c *contract) readMethod(descriptor protoreflect.MethodDescriptor) (*method, error) {
	set, err := c.options.Method(descriptor)
	if err != nil {
		return nil, err
	}
	m := &method{MethodDescriptor: descriptor, Method: set, comment: comment(descriptor)}
	if parts := namePattern.FindStringSubmatch(string(descriptor.Name())); parts != nil {
		m.verb, m.resource = parts[1], parts[2]
	}
	return m, nil
}

// method returns the method with a name such as /qdrant.cloud.cluster.v1.ClusterService/GetCluster, or nil.
func (c *contract) method(name string) *method {
	for _, m := range c.methods {
		if "/"+string(m.Parent().FullName())+"/"+string(m.Name()) == name {
			return m
		}
	}
	return nil
}

// knows reports whether the contract declares an option. A rule may demand only options that exist.
func (c *contract) knows(option protoreflect.FullName) bool { return c.options.Find(option) != nil }

// at returns the place where a descriptor begins.
func at(d protoreflect.Descriptor) place {
	file := d.ParentFile()
	return place{file: file.Path(), path: file.SourceLocations().ByDescriptor(d).Path}
}

// atOption returns the place of the n-th value of an option of a method or service, or else of the descriptor itself.
func (c *contract) atOption(d protoreflect.Descriptor, option protoreflect.FullName, n int) place {
	const methodOptions, serviceOptions = 4, 3 // The numbers of the fields of the descriptors.
	start := at(d)
	extension := c.options.Find(option)
	if extension == nil {
		return start
	}
	options := int32(serviceOptions)
	if _, ok := d.(protoreflect.MethodDescriptor); ok {
		options = methodOptions
	}
	path := append(slices.Clone(start.path), options, int32(extension.Number()))
	if extension.IsList() {
		path = append(path, int32(n)) //nolint:gosec // A list of options is short.
	}
	if location := d.ParentFile().SourceLocations().ByPath(path); location.Path == nil {
		return start
	}
	return place{file: start.file, path: path}
}

// comment returns the comment above a descriptor.
func comment(d protoreflect.Descriptor) string {
	return d.ParentFile().SourceLocations().ByDescriptor(d).LeadingComments
}

// line returns the line of a descriptor in its file.
func line(d protoreflect.Descriptor) int {
	return d.ParentFile().SourceLocations().ByDescriptor(d).StartLine
}

// field follows a path of field names, such as cluster.account_id, through nested messages. It returns nil if there is no such field,
// or if the path goes through a list.
func field(message protoreflect.MessageDescriptor, path string) protoreflect.FieldDescriptor {
	names := strings.Split(path, ".")
	for i, name := range names {
		found := message.Fields().ByName(protoreflect.Name(name))
		if found == nil || i == len(names)-1 {
			return found
		}
		if found.Cardinality() == protoreflect.Repeated || found.Message() == nil {
			return nil
		}
		message = found.Message()
	}
	return nil
}

// is reports whether a field is a single message of that name.
func is(field protoreflect.FieldDescriptor, name protoreflect.FullName) bool {
	return field != nil && field.Message() != nil && field.Cardinality() != protoreflect.Repeated && field.Message().FullName() == name
}

// isText reports whether a field is a single string.
func isText(field protoreflect.FieldDescriptor) bool {
	return field != nil && field.Kind() == protoreflect.StringKind && field.Cardinality() != protoreflect.Repeated
}

// list is the interface of all lists of descriptors.
type list[T any] interface {
	Len() int
	Get(i int) T
}

// all iterates over a list of descriptors.
func all[T any](l list[T]) func(yield func(T) bool) {
	return func(yield func(T) bool) {
		for i := range l.Len() {
			if !yield(l.Get(i)) {
				return
			}
		}
	}
}

// singular returns the singular of a plural name.
func singular(name string) string {
	switch {
	case strings.HasSuffix(name, "ies"):
		return strings.TrimSuffix(name, "ies") + "y"
	case strings.HasSuffix(name, "sses"), strings.HasSuffix(name, "xes"):
		return strings.TrimSuffix(name, "es")
	case strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "ss"):
		return strings.TrimSuffix(name, "s")
	}
	return name
}
