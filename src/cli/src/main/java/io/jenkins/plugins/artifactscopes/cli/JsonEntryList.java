package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.transfer.ListedEntry;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/**
 * One array of objects with {@code path}, {@code type} ({@code file}, {@code directory} or {@code link}), {@code size} (bytes), {@code sha256}
 * (hexadecimal, null but for files), {@code mode} (octal), {@code modified}, {@code pushed} and {@code expires} (ISO 8601 UTC, null
 * for never); a link has its {@code target} too.
 */
final class JsonEntryList implements ListCommand.EntryList {
    private final PrintStream out;
    private boolean begun;

    JsonEntryList(PrintStream out) {
        this.out = out;
    }

    @Override
    public void entry(ListedEntry listed) {
        Entry entry = listed.entry();
        out.print(begun ? ",\n" : "[\n");
        begun = true;
        JsonObject object = new JsonObject()
                .text("path", entry.path().value())
                .text("type", entry.kind().name().toLowerCase(Locale.ROOT))
                .number("size", entry.size())
                .text(
                        "sha256",
                        Optional.ofNullable(entry.digest()).map(Digest::hex).orElse(null))
                .text("mode", Mode.octal(entry.mode()))
                .time("modified", entry.modified())
                .time("pushed", entry.push().pushed())
                .time("expires", listed.expires());
        if (entry.target() != null) {
            object.text("target", entry.target());
        }
        out.print(object);
    }

    @Override
    public void end() {
        out.println(begun ? "\n]" : "[]");
        out.flush();
    }
}
