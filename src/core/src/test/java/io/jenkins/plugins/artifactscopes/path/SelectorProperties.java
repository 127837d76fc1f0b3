package io.jenkins.plugins.artifactscopes.path;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SelectorProperties {
    @Property
    void everyPathIsSelectedByItselfEscaped(@ForAll("paths") String path) {
        Selector selector = Selector.parse("/" + path.replaceAll("([^/a-z])", "\\\\$1"));

        assertThat(selector.matches(ArtifactPath.of(path))).isTrue();
        assertThat(selector.matches(ArtifactPath.of(path + "x"))).isFalse();
        assertThat(selector.matches(ArtifactPath.of(path + "/below"))).isTrue();
        assertThat(selector.matches(ArtifactPath.of("x/" + path))).isFalse();
    }

    @Property
    void whatIsInASelectedDirectoryIsSelected(@ForAll("globs") String glob, @ForAll("paths") String path) {
        Selector selector = Selector.parse(glob);

        if (selector.matchesDirectory(ArtifactPath.of(path))) {
            assertThat(selector.matches(ArtifactPath.of(path + "/below"))).isTrue();
        }
    }

    @Property(tries = 5000)
    void aMatchIsWhatTheDefinitionSays(@ForAll("globs") String glob, @ForAll("paths") String path) {
        Selector selector = Selector.parse(glob);

        boolean expected = false;
        for (int end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
            expected |= NaiveGlob.matches(glob, end < 0 ? path : path.substring(0, end), end >= 0);
            if (end < 0) {
                break;
            }
        }
        assertThat(selector.matches(ArtifactPath.of(path)))
                .as("%s over %s", glob, path)
                .isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> globs() {
        Arbitrary<String> part =
                Arbitraries.of("**", "*", "a", "b", "?", "*a", "a*", "*a*b", "[ab]", "[!a]", "ab", "a?");
        Arbitrary<String> body = part.list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join("/", parts));
        return body.flatMap(text -> Arbitraries.of(text, "/" + text, text + "/"));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().withChars("abc").ofMinLength(1).ofMaxLength(3),
                        Arbitraries.strings()
                                .withChars("ab*?[]{},!\\-^ #é")
                                .ofMinLength(1)
                                .ofMaxLength(4))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(parts -> String.join("/", parts));
    }

    /** The definition, written down without a thought for time. */
    private static final class NaiveGlob {
        static boolean matches(String glob, String path, boolean directory) {
            boolean only = glob.endsWith("/");
            String body = only ? glob.substring(0, glob.length() - 1) : glob;
            boolean rooted = body.indexOf('/') >= 0;
            body = body.startsWith("/") ? body.substring(1) : body;
            body = rooted ? body : "**/" + body;
            if (only && !directory) {
                return false;
            }
            return parts(body.split("/"), 0, path.split("/"), 0);
        }

        private static boolean parts(String[] glob, int i, String[] path, int j) {
            if (i == glob.length) {
                return j == path.length;
            }
            if (glob[i].equals("**")) {
                boolean last = i == glob.length - 1;
                return (!last && parts(glob, i + 1, path, j))
                        || (j < path.length && ((last && j + 1 == path.length) || parts(glob, i, path, j + 1)));
            }
            return j < path.length && name(glob[i], path[j]) && parts(glob, i + 1, path, j + 1);
        }

        private static boolean name(String glob, String name) {
            if (glob.isEmpty() || name.isEmpty()) {
                return glob.isEmpty() ? name.isEmpty() : glob.equals("*");
            }
            if (glob.charAt(0) == '*') {
                return name(glob.substring(1), name) || name(glob, name.substring(1));
            }
            if (glob.charAt(0) == '[') {
                int end = glob.indexOf(']');
                boolean not = glob.charAt(1) == '!';
                boolean in = glob.substring(not ? 2 : 1, end).indexOf(name.charAt(0)) >= 0;
                return in != not && name(glob.substring(end + 1), name.substring(1));
            }
            return (glob.charAt(0) == '?' || glob.charAt(0) == name.charAt(0))
                    && name(glob.substring(1), name.substring(1));
        }
    }
}
