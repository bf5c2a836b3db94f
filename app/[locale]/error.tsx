'use client'

/** A fault of ours. Words in both languages, because nothing else may be there to ask. */
export default function Fault({ error, retry }: { error: Error & { digest?: string }; retry?: () => void }) {
  return (
    <main id="main" className="page page-head max-w-3xl">
      <h1>This page could not be made.</h1>
      <p className="lead mt-3">The fault is ours and has been written down. What you typed was not stored.</p>
      <p className="lead mt-3" lang="hi">
        यह पृष्ठ नहीं बन सका। गड़बड़ी हमारी ओर से है और दर्ज कर ली गई है। आपका लिखा सहेजा नहीं गया।
      </p>
      <p className="mt-6">
        <button type="button" className="button" onClick={() => (retry ? retry() : window.location.reload())}>
          Try again · फिर कोशिश करें
        </button>
      </p>
      {error.digest && <p className="note mt-4">{error.digest}</p>}
    </main>
  )
}
