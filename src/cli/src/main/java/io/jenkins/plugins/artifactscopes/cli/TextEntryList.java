package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.transfer.ListedEntry;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** One line an entry, as {@code ls -l} has it: mode, bytes, when modified, when it expires, path. */
final class TextEntryList implements ListCommand.EntryList {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneId.systemDefault());

    private final PrintStream out;

    TextEntryList(PrintStream out) {
        this.out = out;
    }

    @Override
    public void entry(ListedEntry listed) {
        Entry entry = listed.entry();
        StringBuilder line = new StringBuilder(kind(entry)).append(Mode.letters(entry.mode()));
        padLeft(line, Long.toString(entry.size()), 13);
        line.append("  ").append(TIME.format(entry.modified()));
        line.append("  ").append(expires(listed.expires()));
        line.append("  ").append(printable(entry.path().value()));
        if (entry.target() != null) {
            line.append(" -> ").append(printable(entry.requireTarget()));
        }
        out.println(line);
    }

    @Override
    public void end() {
        out.flush();
    }

    private static String kind(Entry entry) {
        return switch (entry.kind()) {
            case FILE -> "-";
            case DIRECTORY -> "d";
            case LINK -> "l";
        };
    }

    private static void padLeft(StringBuilder line, String text, int width) {
        line.append(" ".repeat(Math.max(1, width - text.length()))).append(text);
    }

    private static String expires(@Nullable Instant expires) {
        return expires == null ? "never     " : DAY.format(expires);
    }

    /** A name may have a line break in it, or what a terminal takes for an order. */
    private static String printable(String name) {
        StringBuilder shown = new StringBuilder(name.length());
        name.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                shown.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
