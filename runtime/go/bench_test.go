package qdrantcloud

import (
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/apitest"
)

// BenchmarkCall is what a call has on top of its transport, which does nothing here.
func BenchmarkCall(b *testing.B) {
	client := connected(b, WithConn(answering{}), WithAPIKey(apitest.Key), WithAccount(apitest.AccountID))
	asked := request(b, listClusters, `{"accountId": "`+apitest.AccountID+`"}`)
	response := described(b, listClusters).NewResponse()
	b.ReportAllocs()
	for b.Loop() {
		if err := client.Conn().Invoke(b.Context(), listClusters, asked, response); err != nil {
			b.Fatal(err)
		}
	}
}
