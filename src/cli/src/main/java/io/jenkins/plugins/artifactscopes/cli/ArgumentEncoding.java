package io.jenkins.plugins.artifactscopes.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether the arguments came through. Under a locale such as {@code C}, Java replaces what is not ASCII in them by question marks without
 * a word, and a push would store a wrong name.
 */
final class ArgumentEncoding {
    /** What was really written, on Linux. */
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private final String encoding;

    ArgumentEncoding() {
        this(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    ArgumentEncoding(String encoding) {
        this.encoding = encoding;
    }

    /** Why the arguments cannot be trusted; empty when they can. */
    Optional<String> refusal(String... arguments) {
        if (encoding.equals("UTF-8") || Charset.forName(encoding).equals(StandardCharsets.UTF_8)) {
            return Optional.empty();
        }
        return garbled(arguments)
                ? Optional.of("The arguments have characters that this locale's encoding, " + encoding
                        + ", cannot say. Set a UTF-8 locale, such as LC_ALL=C.UTF-8, and try again.")
                : Optional.empty();
    }

    private static boolean garbled(String... arguments) {
        try {
            for (byte b : Files.readAllBytes(COMMAND_LINE)) {
                if (b < 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // No Linux: an honest question mark is refused too, rather than a wrong name stored.
            return String.join("", arguments).matches("(?s).*[?\uFFFD].*");
        }
    }
}
