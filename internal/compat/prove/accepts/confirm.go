package accepts

import (
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// Confirm sends messages that somebody else found, in ProtoJSON, as every request and stored message of the old version that can be
// written so. It returns those that protovalidate accepts by the old rules and refuses by the new ones. So a request that a random
// search does not come upon is evidence as well, and one that is no such request is none, whoever named it.
func Confirm(before, after *tree.Tree, messages []string) ([]evidence.Finding, error) {
	s, err := newSearch(before, after, 0) // Nothing is drawn.
	if err != nil {
		return nil, err
	}
	var found []evidence.Finding
	for _, p := range s.reached.all {
		if p.response || !s.reached.roots[p.key()] {
			continue
		}
		for _, message := range messages {
			sent := dynamicpb.NewMessage(p.old)
			if protojson.Unmarshal([]byte(message), sent) != nil || s.was.Validate(sent) != nil {
				continue
			}
			if refused, ok := s.refusal(p, sent); ok && !refused.weak {
				found = append(found, evidence.Finding{Element: string(refused.element), Text: refused.text})
			}
		}
	}
	return found, nil
}
