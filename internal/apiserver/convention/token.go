package convention

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// A page token is the place of the last entity of the page before in the order of creation, so that no page repeats or skips an
// entity when others come and go. It is signed together with what the call asks for: a token is good for the list it was made
// for.
const (
	orderSize = 8
	macSize   = 16
)

// token returns the token for the page after an entity.
func (o *operation) token(call *rpc.Call, asked query, last uint64) (string, error) {
	token := binary.BigEndian.AppendUint64(make([]byte, 0, orderSize+macSize), last)
	mac, err := o.mac(call, asked, token)
	if err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(append(token, mac...)), nil
}

// position reads a token.
func (o *operation) position(call *rpc.Call, asked query, token string) (uint64, error) {
	invalid := rpc.Invalid(rpc.Violation{
		Field: string(o.paging.token.Name()), Reason: "page_token",
		Text: "it is no token of this list: want the next_page_token of a response to the same request, unchanged",
	})
	if len(token) != base64.RawURLEncoding.EncodedLen(orderSize+macSize) {
		return 0, invalid
	}
	read, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil {
		return 0, invalid
	}
	mac, err := o.mac(call, asked, read[:orderSize])
	if err != nil {
		return 0, err
	}
	if !hmac.Equal(mac, read[orderSize:]) {
		return 0, invalid
	}
	return binary.BigEndian.Uint64(read), nil
}

// mac signs an order with a key that is kept with the data, so that tokens outlast the server.
func (o *operation) mac(call *rpc.Call, asked query, order []byte) ([]byte, error) {
	key, err := call.Tx.Secret("page tokens")
	if err != nil {
		return nil, err
	}
	mac := hmac.New(sha256.New, key)
	mac.Write(asked[:])
	mac.Write(order)
	return mac.Sum(nil)[:macSize], nil
}
