package io.jenkins.plugins.artifactscopes.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** Whatever people read comes from bundles, and each has a German translation, so that another language needs files alone. */
public class TextsInBundlesTest {
    private static final Path RESOURCES = Path.of("src/main/resources/io/jenkins/plugins/artifactscopes/jenkins");
    private static final Path SOURCES = Path.of("src/main/java/io/jenkins/plugins/artifactscopes/jenkins");
    private static final Pattern CODE_COMMENT = Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//.*$", Pattern.DOTALL);
    private static final Pattern SENTENCE = Pattern.compile("\"[^\"\n]*\\p{L}{2,} \\p{L}{2,}[^\"\n]*\"");
    private static final Pattern NOT_SHOWN = Pattern.compile("LOGGER|Thread\\(|super\\(|symbol-");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^}]*}");
    private static final Pattern BUNDLED = Pattern.compile("\\$\\{%([^}(]+)(\\([^}]*\\))?}");
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern SHOWN =
            Pattern.compile("\\s(?:title|add|header|progress|aria-label|label)=\"([^\"]*)\"");
    private static final Pattern TEXT = Pattern.compile(">([^<]+)<");

    private static List<Path> views() throws IOException {
        try (Stream<Path> all = Files.walk(RESOURCES)) {
            return all.filter(path -> path.toString().endsWith(".jelly"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    public void shouldSayNothingInAViewThatIsInNoBundle() throws IOException {
        assertThat(views()).hasSizeGreaterThan(20);
        for (Path view : views()) {
            String page = COMMENT.matcher(Files.readString(view)).replaceAll("");
            for (Pattern said : List.of(SHOWN, TEXT)) {
                Matcher match = said.matcher(page);
                while (match.find()) {
                    assertThat(EXPRESSION.matcher(match.group(1)).replaceAll(""))
                            .as("text in %s", view)
                            .doesNotContainPattern("\\p{L}");
                }
            }
        }
    }

    @Test
    public void shouldHaveEachTextOfAViewInGermanAndNoOther() throws IOException {
        for (Path view : views()) {
            Set<String> said = new TreeSet<>();
            Matcher match = BUNDLED.matcher(Files.readString(view));
            while (match.find()) {
                said.add(match.group(1));
            }
            Properties german = read(beside(view, "_de"));
            assertThat(german.stringPropertyNames()).as("German of %s", view).isEqualTo(said);
            Properties english = read(beside(view, ""));
            assertThat(said).as("texts of %s", view).containsAll(english.stringPropertyNames());
            // A title stands for itself; what begins in lower case is the name of a text.
            said.removeIf(key -> Character.isUpperCase(key.charAt(0)));
            assertThat(english.stringPropertyNames()).as("English of %s", view).containsAll(said);
            english.stringPropertyNames().forEach(key -> shouldAgree(english, german, key));
        }
    }

    @Test
    public void shouldHaveEachMessageInGerman() throws IOException {
        for (String name : List.of("Messages", "pages/PageTexts")) {
            Properties english = read(RESOURCES.resolve(name + ".properties"));
            Properties german = read(RESOURCES.resolve(name + "_de.properties"));
            assertThat(german.stringPropertyNames()).as(name).isNotEmpty().isEqualTo(english.stringPropertyNames());
            english.stringPropertyNames().forEach(key -> shouldAgree(english, german, key));
        }
    }

    /** What pages and forms show is said by what is translated; what code says itself is for logs, threads and other code. */
    @Test
    public void shouldSayNothingInTheCodeOfPagesAndFormsThatIsInNoBundle() throws IOException {
        for (String name : List.of(
                "administration",
                "pages",
                "freestyle/Fields.java",
                "configuration/AgeRule.java",
                "configuration/ArtifactScopesConfiguration.java",
                "configuration/ArtifactScopesProperty.java",
                "configuration/Entered.java",
                "configuration/MultibranchScopesProperty.java",
                "configuration/QuotaText.java",
                "configuration/ScopeRetention.java")) {
            try (Stream<Path> all = Files.walk(SOURCES.resolve(name))) {
                for (Path source : all.filter(Files::isRegularFile).toList()) {
                    for (String statement : CODE_COMMENT
                            .matcher(Files.readString(source))
                            .replaceAll("")
                            .split("[;{}]")) {
                        if (!NOT_SHOWN.matcher(statement).find()) {
                            assertThat(statement).as("text in %s", source).doesNotContainPattern(SENTENCE);
                        }
                    }
                }
            }
        }
    }

    private static void shouldAgree(Properties english, Properties german, String key) {
        assertThat(values(german.getProperty(key)))
                .as("what %s shows", key)
                .isEqualTo(values(english.getProperty(key)));
    }

    /** Which of its values the pattern shows; an apostrophe that is not doubled would swallow one. They are numbers, since some choose by them. */
    private static List<String> values(String pattern) {
        Object[] marks = {7_000_000L, 7_000_001L, 7_000_002L, 7_000_003L, 7_000_004L};
        String text = new MessageFormat(pattern, Locale.ROOT).format(marks);
        List<String> shown = new ArrayList<>();
        for (Object mark : marks) {
            String written = String.format(Locale.ROOT, "%,d", mark);
            if (text.contains(written)) {
                shown.add(written);
            }
        }
        return shown;
    }

    private static Path beside(Path view, String language) {
        String name = view.getFileName().toString().replace(".jelly", language + ".properties");
        return view.resolveSibling(name);
    }

    private static Properties read(Path file) throws IOException {
        Properties texts = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                texts.load(in);
            }
        }
        return texts;
    }
}
