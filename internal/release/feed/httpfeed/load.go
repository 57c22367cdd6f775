package httpfeed

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// Load reads and checks the file of an artifact once, so that the checked bytes are the uploaded ones even if the file changes. It
// may have [archive.MostBytes].
func (c *Client) Load(doing string, a feed.Artifact) ([]byte, error) {
	content, err := archive.ReadFile(a.Path, archive.MostBytes)
	if err != nil {
		return nil, c.Wrong(doing, "%w", err)
	}
	sum := sha256.Sum256(content)
	if int64(len(content)) != a.Size || hex.EncodeToString(sum[:]) != a.SHA256 {
		e := c.Wrong(doing, "%s has changed since it was packed", a.Path)
		e.Advice = "pack again"
		return nil, e
	}
	return content, nil
}
