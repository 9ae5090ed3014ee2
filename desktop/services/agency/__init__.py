"""Agency services at the village's service point (代办), one use case a module."""
