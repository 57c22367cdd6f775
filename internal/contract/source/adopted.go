package source

import (
	"errors"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/adopted"
)

// adopted loads the image of the version that the tree continues.
func (l loader) adopted() (*Source, error) {
	record, err := adopted.Read(l.at(""))
	if err != nil {
		return nil, err
	}
	if record == nil {
		return nil, errors.New("no version is adopted: run mage adopt")
	}
	content, err := record.ReadImage(l.at(""))
	if err != nil {
		return nil, err
	}
	s := &Source{Name: record.Tag(), Kind: Adopted, goPackages: record.GoPackages, Encoded: asText(content)}
	return s, l.manage(s, generators, "", nil, none)
}
