"""The Django side of sealbook: every act of the house leaves a sealed entry from which nothing can disappear unseen."""
