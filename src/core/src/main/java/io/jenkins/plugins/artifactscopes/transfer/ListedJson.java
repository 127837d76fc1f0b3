package io.jenkins.plugins.artifactscopes.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.InvalidPathException;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.Entry.Kind;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import java.io.IOException;
import java.util.Locale;

/** Reads a list of entries as {@link TransferJson#entry} writes them, one at a time. */
final class ListedJson {
    private ListedJson() {}

    static void read(JsonParser json, ScopeAccess.Listing listing) throws IOException {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            throw new MalformedTransfer("A list was expected");
        }
        for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
            listing.entry(listed(FlatJson.read(json, next)));
        }
    }

    private static ListedEntry listed(FlatJson json) throws IOException {
        try {
            return new ListedEntry(entry(json), json.timeOrNull("expires"));
        } catch (InvalidPathException e) {
            throw new MalformedTransfer(e);
        } catch (IllegalArgumentException e) {
            throw new MalformedTransfer("The list has an entry that cannot be read: " + e.getMessage());
        }
    }

    private static Entry entry(FlatJson json) throws IOException {
        String digest = json.text("sha256");
        String target = json.text("target");
        return new Entry(
                ArtifactPath.of(json.require("path")),
                Kind.valueOf(json.require("type").toUpperCase(Locale.ROOT)),
                json.number("size"),
                digest.isEmpty() ? null : Digest.parse(digest),
                target.isEmpty() ? null : target,
                Integer.parseInt(json.require("mode"), 8),
                json.time("modified"),
                new PushInfo(json.number("push"), json.time("pushed"), json.require("pushed_by"), null));
    }
}
