package io.jenkins.plugins.artifactscopes.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** What pages say, in several languages. */
public class TextsTest {
    private static final Path FRAGMENTS = Path.of("src/main/resources/io/jenkins/plugins/artifactscopes/view");
    private static final Pattern USED = Pattern.compile("text\\.of\\('([^']+)'");
    private static final Pattern VALUES = Pattern.compile("\\{(\\d)");
    private static final Texts ENGLISH = Texts.of(Locale.ENGLISH);
    private static final Texts GERMAN = Texts.of(Locale.GERMANY);

    @Test
    public void shouldSpeakTheLanguageOfTheReader() {
        assertThat(ENGLISH.of("download.named", "a'{0}.jar")).isEqualTo("Download a'{0}.jar");
        assertThat(GERMAN.of("download.named", "a'{0}.jar")).isEqualTo("a'{0}.jar herunterladen");
        assertThat(GERMAN.count(1204, "file")).isEqualTo("1.204 Dateien");
        assertThat(GERMAN.count(1, "file")).isEqualTo("1 Datei");
        assertThat(ENGLISH.count(0, "file")).isEqualTo("0 files");
        assertThat(GERMAN.bytes(87_136_666)).isEqualTo("83,1 MiB");
        assertThat(ENGLISH.bytes(87_136_666)).isEqualTo("83.1 MiB");
        assertThat(GERMAN.noun("file", GERMAN.number(2))).isEqualTo("Dateien");
        assertThat(ENGLISH.noun("file", "")).isEmpty();
    }

    @Test
    public void shouldSpeakEnglishWhereThereIsNoTranslationWhateverTheMachineSpeaks() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            Texts texts = Texts.of(Locale.FRANCE);
            assertThat(texts.of("delete")).isEqualTo("Delete");
            assertThat(texts.count(1204, "file")).isEqualTo("1,204 files");
            assertThat(texts.locale()).isEqualTo(Locale.ENGLISH);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    public void shouldLetAHostSaySomeOfItInItsOwnWords() {
        Texts host =
                GERMAN.in(getClass().getPackageName() + ".HostTexts", getClass().getClassLoader());
        assertThat(host.of("empty.job")).isEqualTo("Push something.");
        assertThat(host.of("delete")).isEqualTo("Löschen");
    }

    @Test
    public void shouldTranslateEveryTextWithAllItsValues() throws IOException {
        Properties english = read("Messages.properties");
        Properties german = read("Messages_de.properties");
        assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(values(german.getProperty(key))).as(key).isEqualTo(values(english.getProperty(key)));
            assertThat(new MessageFormat(german.getProperty(key), Locale.GERMAN).format(new Object[] {1, 2, 3, 4}))
                    .as(key)
                    .isNotBlank();
        }
    }

    private static List<String> values(String pattern) {
        return List.copyOf(new TreeSet<>(
                VALUES.matcher(pattern).results().map(MatchResult::group).toList()));
    }

    @Test
    public void shouldHaveEveryTextThatAFragmentShowsAndNoTextThatIsInAFragmentItself() throws IOException {
        Properties english = read("Messages.properties");
        try (Stream<Path> files = Files.walk(FRAGMENTS)) {
            for (Path fragment :
                    files.filter(file -> file.toString().endsWith(".jelly")).toList()) {
                String source = Files.readString(fragment);
                assertThat(USED.matcher(source).results().map(use -> use.group(1)))
                        .as(fragment.toString())
                        .allMatch(english::containsKey);
                String shown = source.replaceAll("\\$\\{[^}]*}", "").replaceAll("<[^>]*>", "");
                assertThat(shown).as(fragment.toString()).doesNotContainPattern("[A-Za-z]");
                assertThat(source)
                        .as(fragment.toString())
                        .doesNotContainPattern("(aria-label|title|alt|placeholder)=\"[^$]");
            }
        }
    }

    private static Properties read(String name) {
        Properties texts = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream(name)) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
