package io.jenkins.plugins.artifactscopes.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

public class YamlTest {
    @Test
    public void shouldSayInJsonWhatYamlSays() {
        assertThat(Yaml.json("workflow:\n  default: 2w\n  rules:\n  - {selector: '*.log', age: 1d}\n"))
                .isEqualTo("{\"workflow\":{\"default\":\"2w\",\"rules\":[{\"selector\":\"*.log\",\"age\":\"1d\"}]}}");
    }

    @Test
    public void shouldRefuseWhatIsDeeperThanAnyPolicyHoweverDeep() {
        for (String step : new String[] {"[", "- ", "{a: ", "? "}) {
            assertThatThrownBy(() -> Yaml.json(step.repeat(200_000)))
                    .as(step)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    public void shouldNotGrowFarBeyondWhatWasSentByAliases() {
        String list = "a: &a [" + "1,".repeat(200_000) + "1]\n";
        String more = "b: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nd: [*c,*c,*c]\n";
        assertThatThrownBy(() -> Yaml.json(list + more)).hasMessageContaining("more than any policy");
    }

    @Test
    public void shouldRefuseAListThatStandsInItself() {
        assertThatThrownBy(() -> Yaml.json("a: &a [*a]\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("deeper than any policy");
    }
}
