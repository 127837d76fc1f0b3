package io.jenkins.plugins.artifactscopes.http.github;

/**
 * An artifact's name as GitHub allows it: what GitHub forbids is written {@code %XX}. A {@code %} is written so only where it would be
 * read as such an escape, so that every name has one spelling and each spelling one name.
 */
final class ArtifactName {
    private static final String FORBIDDEN = "\":<>|*?\r\n\\/";

    private ArtifactName() {}

    static String encode(String name) {
        StringBuilder encoded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (FORBIDDEN.indexOf(c) >= 0 || isEscape(name, i)) {
                encoded.append(String.format("%%%02X", (int) c));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    static String decode(String name) {
        StringBuilder decoded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            if (isEscape(name, i)) {
                decoded.append((char) Integer.parseInt(name, i + 1, i + 3, 16));
                i += 2;
            } else {
                decoded.append(name.charAt(i));
            }
        }
        return decoded.toString();
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }
}
