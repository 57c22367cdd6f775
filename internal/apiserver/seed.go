package apiserver

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
)

// Seed adds the entities of a document to the state: all of them or, if there is a mistake, none. An entity takes the place of one
// with its id. The name of the document is for errors.
//
// The document is YAML or JSON. Its keys are the full names of messages of the contract, and each has a list of such messages as
// ProtoJSON.
func (s *Server) Seed(name string, document []byte) (count int, err error) {
	err = s.store.Do(func(tx *store.Tx) error {
		count, err = s.plant(tx, name, document)
		return err
	})
	return count, err
}

// plant adds the entities of a document in a transaction.
func (s *Server) plant(tx *store.Tx, name string, document []byte) (int, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(document, &root); err != nil {
		return 0, exit.Usagef("%s: neither YAML nor JSON: %s", name, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if len(root.Content) == 0 {
		return 0, nil
	}
	kinds := root.Content[0]
	if kinds.Kind != yaml.MappingNode {
		return 0, exit.Usagef("%s:%d: want the full names of messages with a list each, as in qdrant.cloud.cluster.v1.Cluster: [...]", name, kinds.Line)
	}
	now, count := s.clock.Now(), 0
	for i := 0; i < len(kinds.Content); i += 2 {
		added, err := s.plantKind(tx, now, name, kinds.Content[i], kinds.Content[i+1])
		if err != nil {
			return 0, err
		}
		count += added
	}
	return count, nil
}

func (s *Server) plantKind(tx *store.Tx, now time.Time, name string, kind, list *yaml.Node) (int, error) {
	found, err := s.api.Files.FindDescriptorByName(protoreflect.FullName(kind.Value))
	descriptor, ok := found.(protoreflect.MessageDescriptor)
	if err != nil || !ok {
		return 0, exit.Usagef("%s:%d: the contract has no message %q: want a full name, as in qdrant.cloud.cluster.v1.Cluster", name, kind.Line, kind.Value)
	}
	if list.Kind != yaml.SequenceNode {
		return 0, exit.Usagef("%s:%d: %s: want a list of messages", name, list.Line, kind.Value)
	}
	for i, item := range list.Content {
		value, err := plain(item)
		if err != nil {
			return 0, exit.Usagef("%s:%d: %s[%d]: %w", name, item.Line, kind.Value, i, err)
		}
		encoded, err := json.Marshal(value)
		if err != nil {
			return 0, exit.Usagef("%s:%d: %s[%d]: %w", name, item.Line, kind.Value, i, err)
		}
		entity := dynamicpb.NewMessage(descriptor)
		if err := (protojson.UnmarshalOptions{Resolver: s.api.Types}).Unmarshal(encoded, entity); err != nil {
			// The line in the error is that of the JSON, which nobody has seen.
			text := err.Error()
			if _, after, ok := strings.Cut(text, "): "); ok {
				text = after
			}
			return 0, exit.Usagef("%s:%d: %s[%d]: %s", name, item.Line, kind.Value, i, text)
		}
		if err := s.behaviour.Add(tx, now, entity); err != nil {
			return 0, exit.Usagef("%s:%d: %s[%d]: %s", name, item.Line, kind.Value, i, status.Convert(err).Message())
		}
	}
	return len(list.Content), nil
}

// plain makes of YAML what JSON can say. Times stay texts, as ProtoJSON has them.
func plain(node *yaml.Node) (any, error) {
	switch node.Kind {
	case yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i < len(node.Content); i += 2 {
			name := node.Content[i].Value
			if _, twice := object[name]; twice {
				return nil, fmt.Errorf("line %d: the key %q stands here twice", node.Content[i].Line, name)
			}
			value, err := plain(node.Content[i+1])
			if err != nil {
				return nil, err
			}
			object[name] = value
		}
		return object, nil
	case yaml.SequenceNode:
		list := make([]any, len(node.Content))
		for i, item := range node.Content {
			value, err := plain(item)
			if err != nil {
				return nil, err
			}
			list[i] = value
		}
		return list, nil
	case yaml.ScalarNode:
		if node.ShortTag() == "!!str" || node.ShortTag() == "!!timestamp" {
			return node.Value, nil
		}
		var value any
		err := node.Decode(&value)
		return value, err
	default:
		return nil, fmt.Errorf("line %d: YAML aliases are not supported here: write the value out", node.Line)
	}
}
