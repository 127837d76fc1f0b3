package io.jenkins.plugins.artifactscopes.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.Test;

public class FullNamesTest {
    private static boolean has(String glob, String name) {
        return FullNames.parse(List.of(glob)).having(name).isPresent();
    }

    @Test
    public void shouldMeanJustTheProjectThatIsNamed() {
        assertThat(has("team/app", "team/app")).isTrue();
        assertThat(has("app", "app")).isTrue();
        assertThat(has("app", "team/app")).isFalse();
        assertThat(has("team/app", "team/app/main")).isFalse();
        assertThat(has("team/app", "team/App")).isFalse();
        assertThat(has("team/feature%2Fx", "team/feature%2Fx")).isTrue();
    }

    @Test
    public void shouldMeanAllThatAGlobHas() {
        assertThat(has("team/*", "team/app")).isTrue();
        assertThat(has("team/*", "team/app/main")).isFalse();
        assertThat(has("*", "team/app")).isFalse();
        assertThat(has("team/**", "team/a/b/c")).isTrue();
        assertThat(has("team/**", "team/a")).isTrue();
        assertThat(has("team/**", "team")).isFalse();
        assertThat(has("team/**", "teams/a")).isFalse();
        assertThat(has("**", "a/b")).isTrue();
        assertThat(has("**/app", "app")).isTrue();
        assertThat(has("**/app", "a/b/app")).isTrue();
        assertThat(has("a/**/b/**/c", "a/x/b/b/y/c")).isTrue();
        assertThat(has("a/**/b/c", "a/b/x/b/c")).isTrue();
        assertThat(has("a/**/b/c", "a/b/x/c")).isFalse();
        assertThat(has("team/{app,lib}-*", "team/lib-1")).isTrue();
        assertThat(has("team/a\\*", "team/ab")).isFalse();
    }

    @Test
    public void shouldSayWhichEntryHasIt() {
        FullNames names = FullNames.parse(List.of("other", "team/*", "team/app"));
        assertThat(names.having("team/app")).contains("team/*");
        assertThat(names.having("none")).isEmpty();
        assertThat(FullNames.parse(List.of()).having("app")).isEmpty();
    }

    @Test
    public void shouldFollowWhatGetsAnotherNameAndLeaveGlobsAsTheyAre() {
        List<String> entries = List.of("team/app", "team/app/main", "team/apps", "team/*", "{team/app,x}", "other");
        assertThat(FullNames.renamed(entries, "team/app", "org/web"))
                .containsExactly("org/web", "org/web/main", "team/apps", "team/*", "{team/app,x}", "other");
        assertThat(FullNames.renamed(entries, "team", "org/team"))
                .containsExactly(
                        "org/team/app", "org/team/app/main", "org/team/apps", "team/*", "{team/app,x}", "other");
        assertThat(FullNames.renamed(List.of("a\\{b"), "a{b", "c{d,e}\\f")).containsExactly("c\\{d,e}\\\\f");
        assertThat(has(FullNames.renamed(List.of("a"), "a", "c{d,e}").get(0), "c{d,e}"))
                .isTrue();
        assertThat(FullNames.renamed(List.of("a\\"), "a", "b")).containsExactly("a\\");
    }

    @Test
    public void shouldRefuseWhatIsNoNameAndSayWhatIs() {
        for (String wrong :
                new String[] {"", " ", "/app", "team/", "a//b", "../a", "a/.", "[", "{", "x".repeat(5000)}) {
            assertThatThrownBy(() -> FullNames.parse(List.of(wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    public void shouldTakeNoLongerForAHostileGlob() {
        String glob = "**/a/".repeat(500) + "b";
        assertThat(has(glob, "a/".repeat(490) + "c")).isFalse();
    }
}
