// A receiver in Go, with the standard library only: WEBHOOK_SECRET=whsec_… PORT=4000 go run examples/go.go
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

const maxBodyBytes = 1 << 20

type event struct {
	ID   string          `json:"id"`
	Type string          `json:"type"`
	Data json.RawMessage `json:"data"`
}

// isGenuine reports whether Postrider signed this body within the last five minutes. rawBody is the unparsed body.
func isGenuine(secret []byte, header http.Header, rawBody []byte) bool {
	timestamp := header.Get("webhook-timestamp")
	sent, err := strconv.ParseUint(timestamp, 10, 40)
	if err != nil || time.Since(time.Unix(int64(sent), 0)).Abs() >= 300*time.Second {
		return false
	}
	signatures := strings.Split(header.Get("webhook-signature"), " ")
	if len(signatures) > 20 {
		return false
	}
	mac := hmac.New(sha256.New, secret)
	fmt.Fprintf(mac, "%s.%s.", header.Get("webhook-id"), timestamp)
	mac.Write(rawBody)
	expected := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	for _, signature := range signatures {
		if hmac.Equal([]byte(signature), []byte(expected)) {
			return true
		}
	}
	return false
}

func main() {
	secret, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(os.Getenv("WEBHOOK_SECRET"), "whsec_"))
	if err != nil || len(secret) == 0 { // Anybody could sign with an empty key.
		log.Fatal("WEBHOOK_SECRET: expected whsec_ and base64")
	}
	port := os.Getenv("PORT")
	if port == "" {
		port = "4000"
	}

	// Ids of handled events. In production, store them in your database, in the same transaction as the work.
	var done sync.Map

	http.HandleFunc("POST /hook", func(w http.ResponseWriter, r *http.Request) {
		rawBody, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBodyBytes))
		if err != nil {
			http.Error(w, "the body cannot be read", http.StatusBadRequest)
			return
		}
		if !isGenuine(secret, r.Header, rawBody) {
			fmt.Println("401  a request with a wrong signature")
			http.Error(w, "the signature is wrong", http.StatusUnauthorized)
			return
		}
		var e event
		if err := json.Unmarshal(rawBody, &e); err != nil {
			http.Error(w, "the body is not JSON", http.StatusBadRequest)
			return
		}
		if _, again := done.LoadOrStore(e.ID, true); again {
			fmt.Println("204 ", e.Type, e.ID, "again")
		} else {
			fmt.Println("204 ", e.Type, e.ID, string(e.Data))
		}
		w.WriteHeader(http.StatusNoContent)
	})
	fmt.Println("receiving at http://127.0.0.1:" + port + "/hook")
	log.Fatal(http.ListenAndServe("127.0.0.1:"+port, nil))
}
