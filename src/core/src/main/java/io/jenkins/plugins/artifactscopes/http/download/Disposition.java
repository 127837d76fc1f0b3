package io.jenkins.plugins.artifactscopes.http.download;

import java.nio.charset.StandardCharsets;

/** The header {@code Content-Disposition} of RFC 6266, for names in any script. */
final class Disposition {
    private static final String PLAIN = "!#$&+-.^_`|~";

    private Disposition() {}

    static String header(Links.Presentation presentation, String name) {
        return presentation.word() + "; filename=\"" + fallback(name) + "\"; filename*=UTF-8''" + encoded(name);
    }

    /** For clients from before 2011: what is not plain becomes an underscore. */
    private static String fallback(String name) {
        StringBuilder plain = new StringBuilder();
        name.codePoints()
                .forEach(c -> plain.append(
                        c < 0x20 || c > 0x7e || c == '"' || c == '\\' || c == '%' || c == '/' ? '_' : (char) c));
        return plain.toString();
    }

    private static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }
}
