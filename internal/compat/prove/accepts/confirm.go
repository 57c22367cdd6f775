package accepts

import (
	"math/rand/v2"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// Confirm sends messages that somebody else found, in ProtoJSON, as every request and stored message of the old version that can be
// written so. It returns those that protovalidate accepts by the old rules and refuses by the new ones. So a request that a random
// search does not come upon is evidence as well, and one that is no such request is none, whoever named it.
func Confirm(before, after *tree.Tree, messages []string) ([]evidence.Finding, error) {
	old, err := before.Link()
	if err != nil {
		return nil, err
	}
	now, err := after.Link()
	if err != nil {
		return nil, err
	}
	was, err := protovalidate.New(clock)
	if err != nil {
		return nil, err
	}
	is, err := protovalidate.New(clock)
	if err != nil {
		return nil, err
	}
	reached := pairsOf(before, old, now)
	s := &search{Rand: rand.New(rand.NewPCG(0, 0)), was: was, is: is, reached: reached} //nolint:gosec // G404: Nothing is drawn.
	var found []evidence.Finding
	for _, p := range reached.all {
		if p.response || !reached.roots[p.key()] {
			continue
		}
		for _, message := range messages {
			sent := dynamicpb.NewMessage(p.old)
			if protojson.Unmarshal([]byte(message), sent) != nil || was.Validate(sent) != nil {
				continue
			}
			if refused, ok := s.refusal(p, sent); ok && !refused.weak {
				found = append(found, evidence.Finding{Element: string(refused.element), Text: refused.text})
			}
		}
	}
	return found, nil
}
