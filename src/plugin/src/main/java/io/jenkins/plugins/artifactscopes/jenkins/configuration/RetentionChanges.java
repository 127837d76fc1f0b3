package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Item;
import hudson.model.Saveable;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.artifactscopes.jenkins.LongWork;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.retention.AppliedPolicies;
import io.jenkins.plugins.artifactscopes.retention.Redating;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.retention.SweepResult;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** Hears of policies that have changed, and dates by them what is stored already, off everybody's thread. */
@Extension
public final class RetentionChanges extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(RetentionChanges.class.getName());

    private final Map<String, RetentionPolicy> known = new ConcurrentHashMap<>();
    private final AtomicBoolean waits = new AtomicBoolean();
    private volatile boolean loaded;
    private volatile @Nullable RetentionPolicy ofAll;

    static RetentionChanges get() {
        return ExtensionList.lookupSingleton(RetentionChanges.class);
    }

    @Override
    public void onLoaded() {
        for (Item item : Jenkins.get().allItems(Item.class)) {
            RetentionPolicy policy = policy(item);
            if (!policy.equals(RetentionPolicy.NONE)) {
                known.put(item.getFullName(), policy);
            }
        }
        ofAll = ArtifactScopesConfiguration.get().policy();
        loaded = true;
        try {
            if (ScopeService.get().noteChangedPolicies()) {
                redateLater();
            }
        } catch (IOException e) {
            LOGGER.log(
                    Level.SEVERE,
                    "A policy that changed while Jenkins was down holds for new artifacts only, until the next start",
                    e);
        }
    }

    /** The policies that are in force. */
    AppliedPolicies.Current current() {
        return new AppliedPolicies.Current(ArtifactScopesConfiguration.get().policy(), Map.copyOf(known));
    }

    /** The item was saved, by whatever way. */
    void saved(Item item) {
        if (!loaded) {
            return;
        }
        RetentionPolicy now = policy(item);
        RetentionPolicy before = known.put(item.getFullName(), now);
        if (!now.equals(before == null ? RetentionPolicy.NONE : before)) {
            change(redating -> redating.changed(item.getFullName()));
        }
    }

    private static RetentionPolicy policy(Item item) {
        return ItemSettings.of(item).map(ArtifactScopesProperty::policy).orElse(RetentionPolicy.NONE);
    }

    /** The policy for all projects may have changed. */
    void ofAll() {
        RetentionPolicy now = ArtifactScopesConfiguration.get().policy();
        if (loaded && !now.equals(ofAll)) {
            ofAll = now;
            change(Redating::allChanged);
        }
    }

    private void change(Note note) {
        try {
            note.in(ScopeService.get().redating());
            redateLater();
        } catch (IOException e) {
            LOGGER.log(Level.SEVERE, "A change of retention holds for new artifacts only, until it is saved again", e);
        }
    }

    /** One that waits does what was noted before it begins. */
    private void redateLater() {
        if (waits.compareAndSet(false, true)) {
            LongWork.get().execute(() -> {
                waits.set(false);
                redate();
            });
        }
    }

    private static void redate() {
        try {
            for (SweepResult.Failure failure : ScopeService.get().redate(LongWork.get()::isEnding)) {
                LOGGER.log(Level.WARNING, failure.cause(), () -> failure.scope() + " could not be dated anew");
            }
        } catch (IOException e) {
            // What is not done is noted, and done before the next sweep.
            LOGGER.log(Level.WARNING, "Artifacts could not be dated anew", e);
        }
    }

    /** Notes what has changed. */
    @FunctionalInterface
    private interface Note {
        void in(Redating redating) throws IOException;
    }

    /** Hears of every way in which a job is changed: forms, steps, scripts. */
    @Extension
    public static final class Saves extends SaveableListener {
        @Override
        public void onChange(Saveable saved, XmlFile file) {
            if (saved instanceof Item item) {
                get().saved(item);
            }
        }
    }
}
