// Standin is a Sigstore for tests: it issues tokens as GitHub does, certificates as Fulcio does, and keeps a transparency log as Rekor does.
// It prints its addresses and its trusted root, and ends with its standard input.
package main

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/cyberphone/json-canonicalization/go/src/webpki.org/jsoncanonicalizer"
	"github.com/go-openapi/runtime"
	ct "github.com/google/certificate-transparency-go"
	cttls "github.com/google/certificate-transparency-go/tls"
	ctx509 "github.com/google/certificate-transparency-go/x509"
	"github.com/google/certificate-transparency-go/x509util"
	"github.com/sigstore/rekor/pkg/generated/models"
	"github.com/sigstore/rekor/pkg/types"
	_ "github.com/sigstore/rekor/pkg/types/dsse/v0.0.1"
	"github.com/sigstore/rekor/pkg/util"
	"github.com/sigstore/sigstore-go/pkg/root"
	"github.com/sigstore/sigstore-go/pkg/tlog"
	"github.com/sigstore/sigstore/pkg/signature"
)

// standIn is all the services.
type standIn struct {
	ca, intermediate *x509.Certificate
	caKey            *ecdsa.PrivateKey
	rekor, ct        *ecdsa.PrivateKey
	secret           string // secret is what a token ends with, so that no other is taken.

	mu      sync.Mutex
	entries int64
}

func main() {
	s, err := newStandIn()
	if err != nil {
		log.Fatal(err)
	}
	server := httptest.NewServer(s)
	defer server.Close()
	trusted, err := s.trustedRoot()
	if err != nil {
		log.Fatal(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(map[string]any{"url": server.URL, "trusted_root": json.RawMessage(trusted)}); err != nil {
		log.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, os.Stdin)
}

func newStandIn() (*standIn, error) {
	s := &standIn{secret: rand.Text()}
	var rootKey *ecdsa.PrivateKey
	for _, key := range []**ecdsa.PrivateKey{&rootKey, &s.caKey, &s.rekor, &s.ct} {
		made, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			return nil, err
		}
		*key = made
	}
	authority := func(name string, parent *x509.Certificate, public any, signer crypto.Signer) (*x509.Certificate, error) {
		template := &x509.Certificate{
			SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name, Organization: []string{"stand-in"}},
			NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
			KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign, BasicConstraintsValid: true, IsCA: true,
		}
		if parent == nil {
			parent = template
		} else {
			template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageCodeSigning}
		}
		der, err := x509.CreateCertificate(rand.Reader, template, parent, public, signer)
		if err != nil {
			return nil, err
		}
		return x509.ParseCertificate(der)
	}
	var err error
	if s.ca, err = authority("root", nil, rootKey.Public(), rootKey); err != nil {
		return nil, err
	}
	s.intermediate, err = authority("intermediate", s.ca, s.caKey.Public(), rootKey)
	return s, err
}

// trustedRoot has the keys of the services.
func (s *standIn) trustedRoot() ([]byte, error) {
	logOf := func(key *ecdsa.PrivateKey) (map[string]*root.TransparencyLog, error) {
		id, err := logID(key)
		return map[string]*root.TransparencyLog{hex.EncodeToString(id): {
			BaseURL: "https://log.invalid", ID: id, ValidityPeriodStart: time.Now().Add(-time.Hour),
			HashFunc: crypto.SHA256, PublicKey: key.Public(), SignatureHashFunc: crypto.SHA256,
		}}, err
	}
	rekor, err := logOf(s.rekor)
	if err != nil {
		return nil, err
	}
	certificates, err := logOf(s.ct)
	if err != nil {
		return nil, err
	}
	made, err := root.NewTrustedRoot(root.TrustedRootMediaType01, []root.CertificateAuthority{&root.FulcioCertificateAuthority{
		Root: s.ca, Intermediates: []*x509.Certificate{s.intermediate}, ValidityPeriodStart: time.Now().Add(-time.Hour), URI: "https://ca.invalid",
	}}, certificates, nil, rekor)
	if err != nil {
		return nil, err
	}
	return made.MarshalJSON()
}

func logID(key *ecdsa.PrivateKey) ([]byte, error) {
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	id := sha256.Sum256(public)
	return id[:], err
}

func (s *standIn) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var answer any
	var err error
	status := http.StatusOK
	switch r.Method + " " + r.URL.Path {
	case "GET /token":
		answer, err = s.token(r)
	case "POST /api/v2/signingCert":
		answer, err = s.certificate(r)
	case "POST /api/v1/log/entries":
		status = http.StatusCreated
		answer, err = s.enter(w, r)
	default:
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(map[string]any{"code": http.StatusBadRequest, "message": err.Error()})
		return
	}
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(answer)
}

// token issues a token of the workflow that the query names, such as o/r/.github/workflows/release.yml@refs/heads/main.
func (s *standIn) token(r *http.Request) (any, error) {
	query := r.URL.Query()
	if r.Header.Get("Authorization") != "Bearer request-token" || query.Get("audience") != "sigstore" {
		return nil, errors.New("the request is not authorized, or not for sigstore")
	}
	claims, err := json.Marshal(map[string]any{
		"iss": query.Get("issuer"), "sub": "repo:o/r:ref:refs/heads/main", "aud": "sigstore", "job_workflow_ref": query.Get("workflow"),
	})
	encoded := base64.RawURLEncoding.EncodeToString(claims)
	return map[string]string{"value": base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + "." + encoded + "." + s.secret}, err
}

// certificate issues a certificate for a key, to who has a token and the key.
func (s *standIn) certificate(r *http.Request) (any, error) {
	parts := strings.Split(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "), ".")
	if len(parts) != 3 || parts[2] != s.secret {
		return nil, errors.New("the token is none of these")
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return nil, err
	}
	var claims struct {
		Issuer   string `json:"iss"`
		Subject  string `json:"sub"`
		Workflow string `json:"job_workflow_ref"`
	}
	if err := json.Unmarshal(payload, &claims); err != nil {
		return nil, err
	}
	var sent struct {
		Request struct {
			Key struct {
				Content string `json:"content"`
			} `json:"publicKey"`
			Proof []byte `json:"proofOfPossession"`
		} `json:"publicKeyRequest"`
	}
	if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
		return nil, err
	}
	block, _ := pem.Decode([]byte(sent.Request.Key.Content))
	if block == nil {
		return nil, errors.New("there is no key")
	}
	public, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	key, ok := public.(*ecdsa.PublicKey)
	if sum := sha256.Sum256([]byte(claims.Subject)); !ok || !ecdsa.VerifyASN1(key, sum[:], sent.Request.Proof) {
		return nil, errors.New("the key does not sign")
	}
	der, err := s.issue(key, "https://github.com/"+claims.Workflow, claims.Issuer)
	if err != nil {
		return nil, err
	}
	leaf := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	return map[string]any{"signedCertificateEmbeddedSct": map[string]any{"chain": map[string]any{"certificates": []string{string(leaf)}}}}, nil
}

// issue makes a certificate that is valid for ten minutes, with the signature of the log of certificates in it.
func (s *standIn) issue(key *ecdsa.PublicKey, identity, issuer string) ([]byte, error) {
	name, err := url.Parse(identity)
	if err != nil {
		return nil, err
	}
	encoded, err := asn1.MarshalWithParams(issuer, "utf8")
	if err != nil {
		return nil, err
	}
	now := time.Now()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()), URIs: []*url.URL{name}, NotBefore: now.Add(-time.Minute), NotAfter: now.Add(10 * time.Minute),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageCodeSigning},
		ExtraExtensions: []pkix.Extension{
			{Id: asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 57264, 1, 1}, Value: []byte(issuer)},
			{Id: asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 57264, 1, 8}, Value: encoded},
		},
	}
	before, err := x509.CreateCertificate(rand.Reader, template, s.intermediate, key, s.caKey)
	if err != nil {
		return nil, err
	}
	list, err := s.timestamp(before, now)
	if err != nil {
		return nil, err
	}
	template.ExtraExtensions = append(template.ExtraExtensions, pkix.Extension{Id: asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 11129, 2, 4, 2}, Value: list})
	return x509.CreateCertificate(rand.Reader, template, s.intermediate, key, s.caKey)
}

// timestamp is the extension with which the log of certificates confirms one.
func (s *standIn) timestamp(certificate []byte, at time.Time) ([]byte, error) {
	leaf, err := ctx509.ParseCertificate(certificate)
	if err != nil && ctx509.IsFatal(err) {
		return nil, err
	}
	id, err := logID(s.ct)
	if err != nil {
		return nil, err
	}
	sct := ct.SignedCertificateTimestamp{
		SCTVersion: ct.V1, Timestamp: uint64(at.UnixMilli()), LogID: ct.LogID{KeyID: ct.SHA256Hash(id)},
		Signature: ct.DigitallySigned{Algorithm: cttls.SignatureAndHashAlgorithm{Hash: cttls.SHA256, Signature: cttls.ECDSA}},
	}
	input, err := ct.SerializeSCTSignatureInput(sct, ct.LogEntry{Leaf: ct.MerkleTreeLeaf{
		Version: ct.V1, LeafType: ct.TimestampedEntryLeafType, TimestampedEntry: &ct.TimestampedEntry{
			Timestamp: sct.Timestamp, EntryType: ct.PrecertLogEntryType,
			PrecertEntry: &ct.PreCert{IssuerKeyHash: sha256.Sum256(s.intermediate.RawSubjectPublicKeyInfo), TBSCertificate: leaf.RawTBSCertificate},
		},
	}})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(input)
	if sct.Signature.Signature, err = s.ct.Sign(rand.Reader, sum[:], crypto.SHA256); err != nil {
		return nil, err
	}
	list, err := x509util.MarshalSCTsIntoSCTList([]*ct.SignedCertificateTimestamp{&sct})
	if err != nil {
		return nil, err
	}
	encoded, err := cttls.Marshal(*list)
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(encoded)
}

// enter puts a signature into the log. The tree has just this one entry, so its root is the hash of that.
func (s *standIn) enter(w http.ResponseWriter, r *http.Request) (any, error) {
	proposed, err := models.UnmarshalProposedEntry(r.Body, runtime.JSONConsumer())
	if err != nil {
		return nil, err
	}
	entry, err := types.UnmarshalEntry(proposed)
	if err != nil {
		return nil, err
	}
	body, err := types.CanonicalizeEntry(r.Context(), entry)
	if err != nil {
		return nil, err
	}
	id, err := logID(s.rekor)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	index := s.entries
	s.entries++
	s.mu.Unlock()
	at, encoded := time.Now().Unix(), base64.StdEncoding.EncodeToString(body)
	payload, err := json.Marshal(tlog.RekorPayload{Body: encoded, IntegratedTime: at, LogIndex: index, LogID: hex.EncodeToString(id)})
	if err != nil {
		return nil, err
	}
	canonical, err := jsoncanonicalizer.Transform(payload)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(canonical)
	promise, err := s.rekor.Sign(rand.Reader, sum[:], crypto.SHA256)
	if err != nil {
		return nil, err
	}
	signer, err := signature.LoadECDSASignerVerifier(s.rekor, crypto.SHA256)
	if err != nil {
		return nil, err
	}
	leaf := sha256.Sum256(append([]byte{0}, body...))
	checkpoint, err := util.CreateAndSignCheckpoint(context.Background(), "log.invalid", 1, 1, leaf[:], signer)
	if err != nil {
		return nil, err
	}
	uuid := fmt.Sprintf("%x", leaf)
	w.Header().Set("ETag", uuid)
	w.Header().Set("Location", "/api/v1/log/entries/"+uuid)
	return map[string]any{uuid: map[string]any{
		"body": encoded, "integratedTime": at, "logID": hex.EncodeToString(id), "logIndex": index,
		"verification": map[string]any{
			"signedEntryTimestamp": promise,
			"inclusionProof": map[string]any{
				"logIndex": 0, "treeSize": 1, "rootHash": hex.EncodeToString(leaf[:]), "hashes": []string{}, "checkpoint": string(checkpoint),
			},
		},
	}}, nil
}
