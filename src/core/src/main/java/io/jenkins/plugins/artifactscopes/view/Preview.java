package io.jenkins.plugins.artifactscopes.view;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A look at a file without downloading it.
 *
 * @param text the text, or empty
 * @param picture the address of the picture, or empty
 * @param note what is to be said of it; empty when all of it is shown
 */
public record Preview(String text, String picture, String note) {
    /** Bytes of text that are shown. */
    static final int SHOWN = 256 << 10;

    /** Bytes of a file that is read whole, because it has to be, for a part of it to be shown. */
    static final long READ = 64L << 20;

    /** Bytes of a picture that a page shows. */
    static final long PICTURE = 16L << 20;

    /** Pictures in which nothing can run. */
    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "gif", "webp");

    static boolean isImage(String name) {
        return PICTURES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    static Preview none(String why) {
        return new Preview("", "", why);
    }

    /** @param head the beginning of a file of {@code size} bytes */
    static Preview ofText(byte[] head, long size, Texts texts) {
        if (size == 0) {
            return none(texts.of("preview.empty"));
        }
        String note = head.length < size ? texts.of("preview.part") : "";
        return decoded(head).map(text -> new Preview(text, "", note)).orElseGet(() -> none(texts.of("preview.other")));
    }

    /** The text, but for a character at the end that is cut in two; empty when it is no text in UTF-8. */
    private static Optional<String> decoded(byte[] head) {
        CharBuffer text = CharBuffer.allocate(head.length);
        boolean wrong = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(head), text, false)
                .isError();
        String found = text.flip().toString();
        return wrong || found.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(found);
    }

    public boolean textual() {
        return !text.isEmpty();
    }

    public boolean pictured() {
        return !picture.isEmpty();
    }

    public boolean noted() {
        return !note.isEmpty();
    }
}
