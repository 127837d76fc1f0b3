package io.jenkins.plugins.artifactscopes.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class SelectorTest {
    /** Selector, what it selects, what it does not. */
    private static final String[][] TABLE = {
        {"*.log", "a.log x/y/b.log .log x.log/inner", "a.logs log a.log2"},
        {"/*.log", "a.log", "x/a.log"},
        {"/reports/**", "reports/a reports/a/b", "reports x/reports/a reportsx/a"},
        {"reports/**", "reports/a reports/a/b", "reports x/reports/a"},
        {"**", "a a/b", ""},
        {"/**", "a a/b", ""},
        {"*", "a a/b", ""},
        {"dist/", "dist/a x/dist/a dist/a/b", "dist a/dist dist2/a"},
        {"/dist/", "dist/a", "dist x/dist/a"},
        {"dist", "dist dist/a x/dist x/dist/b", "dist2 xdist"},
        {"**/x", "x a/x a/b/x a/x/y", "ax a/xa"},
        {"a/*/b", "a/1/b a/2/b/c", "a/b a/1/2/b x/a/1/b"},
        {"a/**/b", "a/b a/1/b a/1/2/b", "ab x/a/b a/1/c"},
        {"a/**/**/b", "a/b a/1/b", "a/c"},
        {"**/target/*.jar", "target/a.jar m/target/a.jar", "target/x/a.jar"},
        {"a**b", "ab axxb", "a/b ax/xb"},
        {"?", "a é 😀 b/c", "aa aa/bb"},
        {"[a-c]", "a b c", "d A"},
        {"[!a-c]", "d A", "a b c"},
        {"[^a-c]x", "dx", "ax x"},
        {"[]a]", "] a", "b"},
        {"[a-]", "- a", "b"},
        {"[\\]]", "]", "\\"},
        {"[{,}]", "{ , }", "a"},
        {"[α-ω]", "β", "b"},
        {"*.{log,txt}", "a.log a.txt x/a.txt", "a.lo a.{log"},
        {"{a,b/c}/d", "a/d b/c/d", "c/d x/a/d"},
        {"{a,{b,c}}.x", "a.x b.x c.x", "d.x"},
        {"\\*.log", "*.log", "a.log"},
        {"\\{a,b\\}", "{a,b}", "a b"},
        {"\\!a", "!a", "a"},
        {"\\a", "a", "\\a"},
        {"./dist", "dist dist/a", "x/dist"},
        {"a}", "a}", "a"},
        {"*a*b*c", "abc xaybzc aabbcc", "acb abcd"},
        {"**/a/**/b/**", "a/b/c x/a/y/b/z", "a/b b/a/c"},
    };

    @Test
    public void shouldSelectWhatPeopleExpect() {
        for (String[] row : TABLE) {
            Selector selector = Selector.parse(row[0]);
            for (String path : words(row[1])) {
                assertThat(selector.matches(ArtifactPath.of(path)))
                        .as("%s selects %s", row[0], path)
                        .isTrue();
            }
            for (String path : words(row[2])) {
                assertThat(selector.matches(ArtifactPath.of(path)))
                        .as("%s leaves %s", row[0], path)
                        .isFalse();
            }
        }
    }

    private static List<String> words(String text) {
        return new ArrayList<>(List.of(text.split(" ")))
                .stream().filter(word -> !word.isEmpty()).toList();
    }

    @Test
    public void shouldSelectADirectoryByASlashAtTheEnd() {
        Selector selector = Selector.parse("dist/");

        assertThat(selector.matchesDirectory(ArtifactPath.of("a/dist"))).isTrue();
        assertThat(selector.matches(ArtifactPath.of("a/dist"))).isFalse();
    }

    @Test
    public void shouldNeverSelectTheScopeItself() {
        assertThat(Selector.parse("**").matchesDirectory(ArtifactPath.ROOT)).isFalse();
    }

    @Test
    public void shouldTakeSpacesAndNewlinesAsTheyAre() {
        assertThat(Selector.parse("a *.log").matches(ArtifactPath.of("x/a \n.log")))
                .isTrue();
    }

    @Test
    public void shouldSayWhatIsWrong() {
        refuses("", "a part of it is empty");
        refuses("/", "a part of it is empty");
        refuses("a//b", "a part of it is empty");
        refuses("../a", "'..' is the name of nothing");
        refuses("a/.", "'.' is the name of nothing");
        refuses("[a-z", "a '[' without ']'");
        refuses("[z-a]", "'[z-a]' is no set of characters");
        refuses("a[/]b", "'[/]' is no set of characters");
        refuses("{a,b", "a '{' without '}'");
        refuses("a\\", "a '\\' with nothing after it");
        refuses("!a", "there is no negation");
        refuses("{a,b}".repeat(7), "more than 64 texts");
        refuses("{".repeat(600) + "}".repeat(600), "more than 64 texts");
        refuses("a".repeat(Selector.MAX_LENGTH + 1), "at most 4096 characters");
    }

    private static void refuses(String glob, String why) {
        assertThatThrownBy(() -> Selector.parse(glob))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    public void shouldBeAValueByItsGlob() {
        assertThat(Selector.parse("*.log"))
                .isEqualTo(Selector.parse("*.log"))
                .hasSameHashCodeAs(Selector.parse("*.log"))
                .hasToString("*.log")
                .isNotEqualTo(Selector.parse("*.txt"));
    }

    @Test(timeout = 5000)
    public void shouldTakeLittleTimeForHostileGlobs() {
        String deep = "a/".repeat(2000) + "c";
        String wide = ("a".repeat(250) + "/").repeat(16) + "c";
        for (String glob : List.of(
                "**/a/".repeat(500) + "b",
                "*a".repeat(2000) + "b",
                "a*".repeat(100) + "/" + "a*".repeat(1900) + "b",
                "{*a*a*a*a*a,*a*a*a*b}".repeat(6),
                "*/".repeat(2000) + "b",
                "[!b-z]*".repeat(500) + "b")) {
            Selector selector = Selector.parse(glob);
            assertThat(selector.matches(ArtifactPath.of(deep))).isFalse();
            assertThat(selector.matches(ArtifactPath.of(wide)) && glob.endsWith("b"))
                    .isFalse();
        }
    }

    @Test
    public void shouldReadSeveralWithCommasBetweenThem() {
        assertThat(Selector.list(" *.log, {a,b}.txt,c\\,d ,, "))
                .extracting(Selector::toString)
                .containsExactly("*.log", "{a,b}.txt", "c\\,d");
        assertThat(Selector.list("")).isEmpty();
    }
}
