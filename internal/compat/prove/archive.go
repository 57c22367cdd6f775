package prove

import (
	"path"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// Format writes a case as a txtar archive: its edits as the comment, and the sources before in old/ and after in new/. Without the
// token in front of the package names it is a case for the engine's own tests.
func Format(c Case, comment string) ([]byte, error) {
	archive := &txtar.Archive{Comment: []byte(strings.TrimSpace(comment+"\n"+strings.Join(c.Edits, "\n")) + "\n")}
	for _, side := range []struct {
		folder string
		of     *tree.Tree
	}{{"old", c.Before}, {"new", c.After}} {
		files, err := side.of.Link()
		if err != nil {
			return nil, err
		}
		for _, file := range side.of.Files {
			descriptor, err := files.FindFileByPath(file.GetName())
			if err != nil {
				return nil, err
			}
			source, err := printed(file, descriptor)
			if err != nil {
				return nil, err
			}
			archive.Files = append(archive.Files, txtar.File{Name: path.Join(side.folder, file.GetName()), Data: source})
		}
	}
	return txtar.Format(archive), nil
}
