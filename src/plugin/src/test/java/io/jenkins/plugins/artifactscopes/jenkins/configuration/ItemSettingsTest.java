package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.FreeStyleProject;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

public class ItemSettingsTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void shouldSaveAProjectOnceWhenItsDaysAreSet() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("app");
        ArtifactScopesProperty settings = new ArtifactScopesProperty();
        settings.setQuota("1 GiB");
        settings.setSharedWith(List.of("other"));
        job.addProperty(settings);
        List<String> saved = ExtensionList.lookupSingleton(Saves.class).files;
        saved.clear();
        new ProjectRetention().change("app", 30);
        assertThat(saved)
                .singleElement()
                .asString()
                .contains("1 GiB")
                .contains("other")
                .contains("30d");
        assertThat(job.getAllProperties().stream().filter(ArtifactScopesProperty.class::isInstance))
                .hasSize(1);
        assertThat(new ProjectRetention().of("app").days()).isEqualTo(30);
    }

    /** What is on disk after each save of a job. */
    @TestExtension
    public static final class Saves extends SaveableListener {
        private final List<String> files = new CopyOnWriteArrayList<>();

        @Override
        public void onChange(Saveable saved, XmlFile file) {
            if (saved instanceof FreeStyleProject) {
                try {
                    files.add(file.asString());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
