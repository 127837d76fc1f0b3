package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Item;
import hudson.model.Items;
import hudson.model.Saveable;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.SaveableListener;
import hudson.security.ACL;
import io.jenkins.plugins.artifactscopes.jenkins.LongWork;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.retention.AppliedPolicies;
import io.jenkins.plugins.artifactscopes.retention.Redating;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.retention.SweepResult;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

    private static final Optional<RetentionPolicy> NOTHING = Optional.of(RetentionPolicy.NONE);

    /** The policies of projects as they were last seen; empty for one that could not be read. */
    private final Map<String, Optional<RetentionPolicy>> known = new ConcurrentHashMap<>();

    private final AtomicBoolean waits = new AtomicBoolean();
    private volatile boolean loaded;
    private volatile @Nullable RetentionPolicy ofAll;

    static RetentionChanges get() {
        return ExtensionList.lookupSingleton(RetentionChanges.class);
    }

    @Override
    public void onLoaded() {
        AppliedPolicies.Current now = current();
        now.own().forEach((project, policy) -> known.put(project, Optional.of(policy)));
        now.unread().keySet().forEach(project -> known.put(project, Optional.empty()));
        ofAll = now.all();
        loaded = true;
        try {
            if (ScopeService.get().noteChangedPolicies()) {
                redateLater();
            }
        } catch (IOException e) {
            LOGGER.log(
                    Level.SEVERE,
                    "A policy that changed while Jenkins was down holds for new artifacts only, until the next sweep",
                    e);
        }
    }

    /** The policies that are in force. */
    AppliedPolicies.Current current() {
        Map<String, RetentionPolicy> own = new HashMap<>();
        Map<String, RuntimeException> unread = new HashMap<>();
        for (Item item : Items.allItems2(ACL.SYSTEM2, Jenkins.get(), Item.class)) {
            try {
                ItemSettings.read(item, ArtifactScopesProperty::policy)
                        .filter(policy -> !policy.equals(RetentionPolicy.NONE))
                        .ifPresent(policy -> own.put(item.getFullName(), policy));
            } catch (IllegalArgumentException e) {
                unread.put(item.getFullName(), e);
            }
        }
        return new AppliedPolicies.Current(ArtifactScopesConfiguration.get().policy(), own, unread);
    }

    /** The item was saved, by whatever way. */
    void saved(Item item) {
        if (!loaded) {
            return;
        }
        Optional<RetentionPolicy> now = ItemSettings.policy(item);
        if (!now.equals(see(item, now))) {
            change(redating -> redating.changed(item.getFullName()));
        }
    }

    private Optional<RetentionPolicy> see(Item item, Optional<RetentionPolicy> policy) {
        Optional<RetentionPolicy> before =
                policy.equals(NOTHING) ? known.remove(item.getFullName()) : known.put(item.getFullName(), policy);
        return before == null ? NOTHING : before;
    }

    /** What is made of XML is not told to have been saved. */
    @Override
    public void onCreated(Item item) {
        saved(item);
    }

    /** What is stored keeps its dates. */
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        known.remove(oldFullName);
        see(item, ItemSettings.policy(item));
    }

    @Override
    public void onDeleted(Item item) {
        known.remove(item.getFullName());
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
            LOGGER.log(Level.SEVERE, "A change of retention holds for new artifacts only, until the next sweep", e);
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
